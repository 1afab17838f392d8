// Templates and style presets: used, put on as changes, written, deleted, and what should not
// be seen goes along into the render.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { address, ask, clear, fits, launch, look, open, sizes } from './window.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('playwright-core').Page} */
let page;
/** @type {string[]} */
let errors;
/** @type {string[]} */
const found = [];

before(async () => {
  browser = await launch();
  ({ page, errors } = await open(browser));
  await clear();
  await page.goto(`${address}/#/create`);
  await page.locator('#prompt').waitFor();
});
after(async () => {
  await clear();
  await browser.close();
});

const dialog = () => page.locator('[data-shelf]');
const one = (/** @type {string} */ name) => dialog().locator(`[data-one="${name}"]`);
const prompt = () => page.locator('#prompt');
const openShelf = () => page.locator('[data-open-shelf]').click();

test('a template is found by typing, filled in and taken by keys alone', async () => {
  await page.keyboard.press('Control+Shift+Y');
  await dialog().waitFor();
  await page.keyboard.type('dash');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  const template = dialog().locator('[data-template="Dash-cam"]');
  await template.waitFor();
  await template.getByLabel('weather').fill('light rain');
  const preview = template.locator('[data-preview]');
  await preview.getByText('in light rain').waitFor();
  const made = await preview.textContent();
  found.push(...(await look(page, 'template')));
  await page.keyboard.press('Enter');
  await dialog().waitFor({ state: 'detached' });
  assert.equal(await prompt().inputValue(), made);
  assert.match(await page.locator('#negative').inputValue(), /floating camera/);
});

test('the engine at hand takes no negative prompt, which is said', async () => {
  const said = await page.locator('[data-not-sent]').textContent();
  assert.match(said ?? '', /takes none: it is kept, and not sent/);
});

test('a template takes the place of a prompt, which can come back', async () => {
  await prompt().fill('my own words');
  await openShelf();
  await one('Macro').first().click();
  await dialog().locator('[data-use]').click();
  assert.match(await prompt().inputValue(), /^Macro shot of a dewdrop/);
  await page.getByRole('button', { name: 'Undo' }).click();
  assert.equal(await prompt().inputValue(), 'my own words');
});

test('a preset is put on as changes, each for itself, and offers what should not be seen', async () => {
  await page.locator('#negative').fill('people');
  await prompt().fill('A wide shot of a red fox. The camera pans slowly to the left.');
  await openShelf();
  await page.locator('#shelf-find').fill('macro');
  await dialog().locator('[role=option]', { hasText: 'Macro' }).last().click();
  await dialog().locator('[data-preset="Macro"]').waitFor();
  found.push(...(await look(page, 'preset')));
  await dialog().locator('[data-put-on]').click();
  const review = page.locator('[data-review]');
  await page.getByRole('heading', { name: 'Macro' }).waitFor();
  assert.equal((await page.locator('[data-change]').count()) > 0, true, String(review));
  const offered = page.getByRole('group', { name: 'With Macro, also not:' });
  await offered.waitFor();
  found.push(...(await look(page, 'preset-changes')));
  await page.locator('[data-accept-negative]').click();
  assert.equal(
    await page.locator('#negative').inputValue(),
    'people, hard flash, everything in focus, camera shake',
  );
});

test('nothing of it renders that was not accepted, and the negative prompt goes along', async () => {
  await page.getByRole('button', { name: 'Reject all' }).click();
  await page.locator('[data-generate]').click();
  await page.waitForURL(/create\/./);
  const [session] = await ask('/sessions');
  const detail = await ask(`/sessions/${session.id}`);
  const [last] = detail.revisions.revisions;
  assert.equal(last.prompt, 'A wide shot of a red fox. The camera pans slowly to the left.');
  assert.equal(last.negative_prompt, 'people, hard flash, everything in focus, camera shake');
});

test('what a lock keeps is left out and said', async () => {
  await page.goto(`${address}/#/create`);
  await prompt().fill('A wide shot of a red fox');
  await page.locator('[data-lock=lighting]').click();
  await page.keyboard.press('Control+K');
  await page.keyboard.type('put on preset macro');
  await page.keyboard.press('Enter');
  await page.getByText('Of Macro left out:').waitFor();
  await page.getByText('Lighting is locked').waitFor();
});

test('a preset and a template of ones own are written, put right, used and deleted', async () => {
  await page.reload();
  await page.locator('[data-open-shelf]').waitFor();
  await openShelf();
  await dialog().locator('[data-new=preset]').click();
  await page.getByLabel('Name').fill('House style');
  await page.locator('[data-save]').click();
  await page.getByText('A preset has 1 to 12 phrases').waitFor();
  await page.getByLabel('Phrases').fill('soft light\ncamera: orbiting the subject');
  found.push(...(await look(page, 'preset-new')));
  await page.locator('[data-save]').click();
  await one('House style').waitFor();
  assert.equal(await dialog().locator('[data-preset="House style"]').count(), 1);
  await dialog().locator('[data-new=template]').click();
  await page.getByLabel('Name').fill('macro');
  await page.getByLabel('Text', { exact: true }).fill('a {fruit} on a table');
  await page.locator('[data-save]').click();
  await page.getByText('is built in and stays as it is').waitFor();
  await page.getByLabel('Name').fill('Fruit');
  await page.locator('[data-save]').click();
  await dialog().locator('[data-template="Fruit"]').waitFor();
  await dialog().getByLabel('fruit').press('Enter');
  assert.equal(await dialog().count(), 1, 'a gap without a default has to be filled in');
  found.push(...(await look(page, 'template-gap')));
  await dialog().getByLabel('fruit').fill('apple');
  await dialog().locator('[data-preview]').getByText('an apple on a table').waitFor();
  await dialog().locator('[data-remove]').click();
  await one('Fruit').waitFor({ state: 'detached' });
  await one('House style').click();
  await dialog().locator('[data-remove]').click();
  await one('House style').waitFor({ state: 'detached' });
  const left = await ask('/presets');
  assert.ok(left.every((/** @type {{ built_in: boolean }} */ own) => own.built_in));
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Undo' }).click();
  await openShelf();
  await one('House style').waitFor();
  await one('House style').click();
  await dialog().locator('[data-remove]').click();
  await one('House style').waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
});

test('it fits into small windows', async () => {
  await clear();
  await page.reload();
  await page.locator('[data-open-negative]').click();
  await page.keyboard.type('people');
  await openShelf();
  await dialog().waitFor();
  for (const size of [...sizes, { width: 720, height: 450 }]) {
    await page.setViewportSize(size);
    await fits(page, JSON.stringify(size));
  }
  await page.setViewportSize(sizes[0] ?? { width: 1440, height: 900 });
  await page.keyboard.press('Escape');
});

test('nothing serious was found on the way', () => {
  assert.deepEqual(found, []);
  // What was refused on purpose is told in the console, too.
  assert.deepEqual(
    errors.filter((line) => !/status of 4(22|09)/.test(line)),
    [],
  );
});
