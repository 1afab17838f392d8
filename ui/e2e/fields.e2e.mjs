// The fields of the scene, edited in the sheet: every edit is a change of the prompt.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { address, becomes, clear, fits, launch, look, open, sizes } from './window.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('playwright-core').Page} */
let page;
/** @type {string[]} */
let errors;
/** @type {string[]} */
const found = [];
const prompt = 'a red fox trots through deep snow at dawn';

before(async () => {
  browser = await launch();
  ({ page, errors } = await open(browser));
  await clear();
  await page.goto(`${address}/#/create`);
  await page.locator('#prompt').fill(prompt);
  await row('location').getByText('deep snow').waitFor();
});
after(async () => {
  await page.evaluate(() => localStorage.clear());
  await clear();
  await browser.close();
});

const row = (/** @type {string} */ field) => page.locator(`[data-scene-field=${field}]`);
const value = () => page.locator('[data-field-value]');
const focused = () =>
  page.evaluate(() => document.activeElement?.closest('[data-scene-field]')?.textContent);
const text = () => page.locator('[data-view]').textContent();
const renders = async (/** @type {string} */ expected) => {
  await page.getByRole('button', { name: 'What renders' }).click();
  await becomes(text, expected);
};

test('a value is edited by keys, and the prompt says it', async () => {
  await page.locator('[data-lock=subjects]').focus();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowDown');
  assert.match((await focused()) ?? '', /Location/);
  await page.keyboard.press('Enter');
  await becomes(() => value().inputValue(), 'deep snow');
  assert.equal(
    await value().getAttribute('aria-label'),
    'New value of Location',
    'the field has a name',
  );
  found.push(...(await look(page, '20-field-edited')));
  await value().fill('a harbour in Lisbon');
  await page.keyboard.press('Enter');
  await row('location').getByText('a harbour in Lisbon').waitFor();
  // The keys are where they were, and the change is accepted.
  assert.match((await focused()) ?? '', /Location/);
  assert.equal(await page.locator('[data-lock=location][aria-pressed=true]').count(), 0);
  await becomes(
    () => page.locator('[data-summary]').textContent(),
    '1 accepted, 0 rejected, 0 to decide',
  );
  await renders('a red fox trots through a harbour in Lisbon at dawn');
  found.push(...(await look(page, '20-field-set')));
});

test('one step takes it back', async () => {
  await page.keyboard.press('Control+z');
  await row('location').getByText('deep snow').waitFor();
  await becomes(() => page.locator('#prompt').inputValue(), prompt);
  assert.equal(await page.locator('[data-summary]').count(), 0);
});

test('Escape leaves the value, a double click and F2 open it, and Space still locks', async () => {
  await row('location').locator('dd').first().dblclick();
  await value().fill('a desert');
  await page.keyboard.press('Escape');
  await value().waitFor({ state: 'detached' });
  assert.match((await focused()) ?? '', /Location.*deep snow/s);
  await page.keyboard.press('F2');
  await becomes(() => value().inputValue(), 'deep snow');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowLeft');
  await becomes(() => page.evaluate(() => document.activeElement?.ariaLabel), 'Edit Location');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await page.locator('[data-lock=location][aria-pressed=true]').waitFor();
});

test('what cannot be said is refused at the field, and stays written', async () => {
  // A lock names its way out.
  await page.keyboard.press('Enter');
  await row('location').getByText('Unlock it in the scene sheet').waitFor();
  assert.equal(await value().count(), 0);
  found.push(...(await look(page, '20-field-locked')));
  await page.keyboard.press('Space');
  await page.locator('[data-lock=location][aria-pressed=false]').waitFor();
  // What would not be read so is not written anywhere.
  await page.locator('[data-edit=time_of_day]').click();
  await value().fill('an old harbour');
  await page.locator('[data-keep]').click();
  await row('time_of_day').getByText('would not be read as Time of day').waitFor();
  assert.equal(await value().inputValue(), 'an old harbour');
  assert.equal(await value().getAttribute('aria-invalid'), 'true');
  assert.equal(await page.locator('#prompt').inputValue(), prompt);
  found.push(...(await look(page, '20-field-refused')));
  for (const size of [...sizes, { width: 720, height: 450 }]) {
    await page.setViewportSize(size);
    await fits(page, `${size.width}x${size.height}`);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.locator('[data-leave]').click();
  await value().waitFor({ state: 'detached' });
});

test('an empty field is filled, and emptied again', async () => {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search or run a command' }).fill('Edit a field');
  await page.getByRole('option', { name: 'Edit a field of the scene', selected: true }).waitFor();
  await page.keyboard.press('Enter');
  await value().waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Fill in Lighting' }).click();
  await value().fill('soft light');
  await page.keyboard.press('Enter');
  await row('lighting').getByText('soft light').waitFor();
  await renders(`${prompt}, in soft light`);
  await page.getByRole('button', { name: 'Edit Time of day' }).click();
  await value().fill('');
  await page.keyboard.press('Enter');
  await row('time_of_day').getByText('not said').waitFor();
  await renders('a red fox trots through deep snow, in soft light');
});

test('no screen has serious faults, and none threw an error', () => {
  assert.deepEqual(found, []);
  assert.deepEqual(errors, []);
});
