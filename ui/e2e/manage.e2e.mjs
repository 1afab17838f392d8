// Sessions as a whole, and what is set.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { address, ask, launch, look, open } from './window.mjs';

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
  const spec = { size: { width: 64, height: 64 }, frames: 10, fps: 10 };
  await ask('/batches', { items: [{ prompt: 'a lone otter on the ice', spec }] });
  await page.goto(`${address}/#/sessions`);
});
after(async () => {
  await ask('/settings', { theme: 'system', text_percent: 100, single_keys: true });
  await browser.close();
});

/** @param {string} title */
const row = (title) => page.locator('[data-session]', { hasText: title });
const undo = () => page.locator('[data-undo]');
/** @param {string} name */
const setting = (name) => page.locator(`[data-setting=${name}]`);

test('a session shows its newest take', async () => {
  await row('a lone otter').locator('img').waitFor();
  found.push(...(await look(page, '5-sessions')));
});

test('a session is renamed by keys, and Undo gives the old title back', async () => {
  await page.getByRole('button', { name: 'Rename a lone otter on the ice' }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Title', { exact: true }).fill('Otter, first try');
  await page.keyboard.press('Enter');
  await row('Otter, first try').waitFor();
  await undo().click();
  await row('a lone otter on the ice').waitFor();
});

test('a deleted session comes back by Undo, and later from the list of the deleted', async () => {
  const bin = () => page.getByRole('button', { name: 'Delete a lone otter on the ice' });
  await bin().click();
  await row('a lone otter').waitFor({ state: 'detached' });
  await undo().click();
  await row('a lone otter').waitFor();
  await bin().click();
  await row('a lone otter').waitFor({ state: 'detached' });
  await page.locator('summary', { hasText: 'Deleted' }).click();
  await page.getByRole('button', { name: 'Restore a lone otter on the ice' }).click();
  await row('a lone otter').waitFor();
});

test('what is set holds at once and after a reload', async () => {
  await page.goto(`${address}/#/settings`);
  await setting('theme').getByLabel('Light').check();
  await page.waitForFunction(() => document.documentElement.dataset['theme'] === 'light');
  await setting('text_percent').getByLabel('125').check();
  const size = () =>
    page.evaluate(() =>
      parseFloat(getComputedStyle(document.querySelector('legend') ?? document.body).fontSize),
    );
  await page.waitForFunction(
    () => document.documentElement.style.getPropertyValue('--scale') === '1.25',
  );
  assert.equal(await size(), 13 * 1.25);
  await page.reload();
  await page.waitForFunction(
    () => document.documentElement.style.getPropertyValue('--scale') === '1.25',
  );
  assert.equal(await page.evaluate(() => document.documentElement.dataset['theme']), 'light');
  assert.equal(await setting('theme').getByLabel('Light').isChecked(), true);
  await setting('theme').getByLabel('As the system').check();
  await setting('text_percent').getByLabel('100').check();
});

test('single letters do nothing once they are turned off', async () => {
  await setting('single_keys').getByLabel('Off').check();
  await page.getByRole('heading', { level: 1, name: 'Settings' }).click();
  await page.keyboard.press('?');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Search or run a command' }).waitFor();
  assert.equal(await page.getByRole('dialog').count(), 1);
  await page.keyboard.press('Escape');
  await setting('single_keys').getByLabel('On').check();
  await page.getByRole('heading', { level: 1, name: 'Settings' }).click();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await page.keyboard.press('Escape');
});

test('settings are searched by what they do', async () => {
  await page.getByLabel('Search settings').fill('closing the window');
  await setting('theme').waitFor({ state: 'detached' });
  assert.equal(await page.locator('[data-setting]').count(), 1);
  await page.getByLabel('Search settings').fill('zzz');
  await page.getByText('No setting has to do with').waitFor();
  await page.getByLabel('Search settings').fill('');
  found.push(...(await look(page, '6-settings')));
});

test('axe finds nothing serious, and the page reports no error', () => {
  assert.deepEqual(found, []);
  assert.deepEqual(errors, []);
});
