// How long takes wait: by a setting, for one of them, and let go when they have waited long.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { address, ask, becomes, clear, launch, look, open } from './window.mjs';

const spec = { size: { width: 64, height: 64 }, frames: 10, fps: 10 };
const HOUR_S = 3600;

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('playwright-core').Page} */
let page;
/** @type {string[]} */
let errors;
/** @type {string[]} */
const found = [];
/** What was asked. @type {any[]} */
const calls = [];

before(async () => {
  browser = await launch();
  ({ page, errors } = await open(browser));
  // As if the takes had been queued eight hours ago.
  await page.route('**/queue/expire', async (route) => {
    const asked = route.request().postDataJSON();
    calls.push(asked);
    const postData = JSON.stringify(
      asked.waited_s === 8 * HOUR_S ? { ...asked, waited_s: 1 } : asked,
    );
    await route.continue({ postData });
  });
  await clear();
  await ask('/queue/clear', {});
  await ask('/queue/pause', { paused: true });
  await ask('/batches', { items: [{ prompt: 'an otter that waits', spec, takes: 2 }] });
});
after(async () => {
  await ask('/settings', { expiry: 'never' });
  await ask('/queue/pause', { paused: false });
  await clear();
  await browser.close();
});

const dialog = () => page.locator('[data-expire]');
const send = () => dialog().locator('[data-send]');
const states = async () =>
  (await ask('/queue')).jobs.map((/** @type {any} */ job) => job.state.state);
const expiries = async () => (await ask('/queue')).jobs.map((/** @type {any} */ job) => job.expiry);

/** @param {string} title */
async function run(title) {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(title);
  await page.keyboard.press('Enter');
}

test('a setting says how long takes wait that are queued from now on', async () => {
  await page.goto(`${address}/#/settings`);
  await page.locator('[data-setting=expiry]').getByLabel('8 hours').check();
  const expiry = async () => (await ask('/settings')).expiry;
  await becomes(expiry, { after_s: 8 * HOUR_S });
  await ask('/batches', { items: [{ prompt: 'an otter until the morning', spec }] });
  assert.deepEqual(await expiries(), ['never', 'never', { after_s: 8 * HOUR_S }]);
  await page.goto(`${address}/#/queue`);
  await page.getByText(/expires \d/).waitFor();
  assert.equal(await page.getByText(/expires \d/).count(), 1);
});

test('one take is given another length, and an undo takes it back', async () => {
  await page.getByRole('button', { name: 'Change: Take 1', exact: true }).first().click();
  await page.locator('[data-expiry]').selectOption({ label: '3 days' });
  await page.locator('[data-edit-form] [data-send]').click();
  await becomes(expiries, [{ after_s: 72 * HOUR_S }, 'never', { after_s: 8 * HOUR_S }]);
  await page.locator('[data-undo]').click();
  await becomes(expiries, ['never', 'never', { after_s: 8 * HOUR_S }]);
});

test('what has waited long is shown before it is let go, and can be had back', async () => {
  await run('let takes expire');
  await dialog().waitFor();
  const waited = dialog().locator('[data-waited]');
  await waited
    .selectOption({ label: '1 week' })
    .catch(() => waited.selectOption({ label: '7 days' }));
  await dialog().getByText('None of 3 waiting takes has waited so long.').waitFor();
  assert.equal(await send().getAttribute('aria-disabled'), 'true');
  await waited.selectOption({ label: '8 hours' });
  await dialog()
    .getByText(/waited so long:/)
    .waitFor();
  found.push(...(await look(page, '12-queue-expire')));
  calls.length = 0;
  const some = (await send().textContent())?.trim();
  assert.match(some ?? '', /^Expire \d takes?$/);
  await send().click();
  await dialog().waitFor({ state: 'detached' });
  assert.equal(calls.length, 1);
  assert.deepEqual(Object.keys(calls[0]), ['waits_since'], 'what was seen, and no more');
  const left = 3 - Number(some?.match(/\d/)?.[0]);
  await becomes(async () => (await states()).length, left);
  await page.locator('[data-undo]').click();
  await becomes(states, ['queued', 'queued', 'queued']);
});

test('nothing serious is found by axe, and the page is quiet', () => {
  assert.deepEqual(found, []);
  assert.deepEqual(errors, []);
});
