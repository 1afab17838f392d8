// The same for several takes by one call and one undo, and what is finished cleared.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { videoServer } from './videos.mjs';
import { address, ask, becomes, clear, clearSetup, launch, look, open } from './window.mjs';

const spec = { size: { width: 64, height: 64 }, frames: 10, fps: 10 };

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('playwright-core').Page} */
let page;
/** @type {string[]} */
let errors;
/** @type {Awaited<ReturnType<typeof videoServer>>} */
let server;
/** @type {string[]} */
const found = [];
/** What was asked of several takes together. @type {any[]} */
const calls = [];

before(async () => {
  server = await videoServer();
  browser = await launch();
  ({ page, errors } = await open(browser));
  page.on('request', (request) => {
    if (request.url().endsWith('/jobs/act')) calls.push(request.postDataJSON());
  });
  await clearSetup();
  await ask('/queue/clear', {});
  await ask('/queue/pause', { paused: true });
  await ask('/batches', { items: [{ prompt: 'a lone otter on the ice', spec, takes: 4 }] });
  await page.goto(`${address}/#/queue`);
  await row(4).waitFor();
});
after(async () => {
  await clearSetup();
  await browser.close();
  await server.close();
});

/** @param {number} take */
const row = (take) =>
  page
    .locator('[data-pick]')
    .filter({ has: page.getByRole('link', { name: `Take ${take}`, exact: true }) });
/** @param {number} take */
const box = (take) => row(take).getByRole('checkbox');
const bar = () => page.locator('[data-selection]');
/** @param {string} act */
const button = (act) => page.locator(`[data-together=${act}]`);
const takes = () =>
  page.locator('[data-pick] a').evaluateAll((all) => all.map((own) => own.textContent ?? ''));
const states = async () =>
  (await ask('/queue')).jobs.map((/** @type {any} */ job) => job.state.state);
const undo = () => page.locator('[data-undo]');

test('takes are chosen by the pointer: one, with Ctrl, and a range with Shift', async () => {
  await box(1).check();
  await row(4)
    .locator('.prompt')
    .click({ modifiers: ['Control'] });
  await bar().getByText('2 selected').waitFor();
  await row(2)
    .locator('.prompt')
    .click({ modifiers: ['Shift'] });
  await bar().getByText('4 selected').waitFor();
  await page.locator('[data-select-none]').click();
  await bar().waitFor({ state: 'detached' });
});

test('takes are chosen by the keys: Space, Shift with the arrows, Ctrl A, and Escape', async () => {
  await box(2).focus();
  await page.keyboard.press('Space');
  await bar().getByText('1 selected').waitFor();
  await page.keyboard.press('Shift+ArrowDown');
  await bar().getByText('2 selected').waitFor();
  await page.keyboard.press('Control+a');
  await bar().getByText('4 selected').waitFor();
  found.push(...(await look(page, '11-queue-selected')));
  await page.keyboard.press('Escape');
  await bar().waitFor({ state: 'detached' });
});

test('held together by one call, and one undo lets all of them go', async () => {
  await box(1).check();
  await box(2).check();
  await button('hold').click();
  await becomes(states, ['held', 'held', 'queued', 'queued']);
  assert.equal(calls.length, 1);
  await undo().click();
  await becomes(states, ['queued', 'queued', 'queued', 'queued']);
  assert.equal(calls.length, 2);
});

test('the bar says how many allow it and why the others do not', async () => {
  await button('hold').click();
  await becomes(states, ['held', 'held', 'queued', 'queued']);
  await box(3).check();
  assert.equal(await button('hold').textContent(), 'Hold 1 of 3');
  assert.match((await button('hold').getAttribute('title')) ?? '', /Take 1, Take 2: it is already/);
  assert.equal(await button('release').textContent(), 'Resume 2 of 3');
  assert.equal(await button('retry').count(), 0, 'what none allows is not offered');
  await button('release').click();
  await becomes(states, ['queued', 'queued', 'queued', 'queued']);
});

test('put first in the order in which they stood, and one undo puts them back', async () => {
  await page.locator('[data-select-none]').click();
  await box(3).check();
  await box(4).check();
  await button('next').click();
  await becomes(takes, ['Take 3', 'Take 4', 'Take 1', 'Take 2']);
  await undo().click();
  await becomes(takes, ['Take 1', 'Take 2', 'Take 3', 'Take 4']);
});

test('moved together by the keys and by one drag, and Undo puts them back', async () => {
  await page.locator('[data-select-none]').click();
  await box(2).check();
  await box(3).check();
  calls.length = 0;
  await page.getByRole('button', { name: 'Move down: Take 2', exact: true }).focus();
  await page.keyboard.press('Enter');
  await becomes(takes, ['Take 1', 'Take 4', 'Take 2', 'Take 3']);
  await page.getByText('2 takes moved', { exact: true }).waitFor();
  await undo().click();
  await becomes(takes, ['Take 1', 'Take 2', 'Take 3', 'Take 4']);
  await row(3).hover();
  await row(3).locator('[data-grip]').hover();
  await page.mouse.down();
  const first = await row(1).boundingBox();
  assert.ok(first);
  await page.mouse.move(first.x + 40, first.y + 4, { steps: 4 });
  await page.locator('[data-drop="before"]').waitFor();
  await page.mouse.up();
  await becomes(takes, ['Take 2', 'Take 3', 'Take 1', 'Take 4']);
  assert.equal(calls.length, 2, 'one call for all of them');
  await undo().click();
  await becomes(takes, ['Take 1', 'Take 2', 'Take 3', 'Take 4']);
});

test('cancelled together, and one undo gives each its place back', async () => {
  await page.locator('[data-pick-all]').check();
  await button('hold').click();
  await becomes(states, ['held', 'held', 'held', 'held']);
  await page.locator('[data-select-none]').click();
  await box(1).check();
  await box(2).check();
  await button('cancel').click();
  await becomes(takes, ['Take 3', 'Take 4']);
  await undo().click();
  await becomes(takes, ['Take 1', 'Take 2', 'Take 3', 'Take 4']);
  await becomes(states, ['held', 'held', 'held', 'held']);
});

test('what is finished is cleared from the list, and Undo brings it back', async () => {
  await box(1).check();
  await box(2).check();
  await button('cancel').click();
  const finished = page.locator('[data-finished]');
  await finished.getByText('2 cancelled').waitFor();
  await finished.getByRole('button', { name: 'Clear finished' }).click();
  await finished.waitFor({ state: 'detached' });
  assert.equal((await ask('/queue')).finished.cancelled, 0);
  assert.equal((await ask('/queue')).live, 2, 'what waits is not touched');
  await undo().click();
  await finished.getByText('2 cancelled').waitFor();
  await clear();
  await ask('/queue/clear', {});
});

test('a retry asks the price, and what was agreed to goes along', async () => {
  await ask('/keys', { provider: 'openai', label: 'many', value: 'sk-many', allow_file: true });
  const charge = { charge: 'per_second', micro_usd: 480_000 };
  const settings = { engine: 'openai_videos', name: 'paid', url: server.url, needs_key: true };
  await ask('/engines', { settings: { ...settings, charge }, keys: ['many'] });
  await ask('/queue/pause', { paused: true });
  const order = { prompt: 'a paid otter', spec: { frames: 96, fps: 24 } };
  const paid = { engines: ['paid'], max_micro_usd: 5_000_000 };
  const { first, session } = await ask('/batches', { items: [order], ...paid });
  const job = first.id;
  await ask(`/jobs/${job}/act`, { action: 'cancel' });
  await page.goto(`${address}/#/create/${session}/${job}`);
  await page.locator('[data-action=retry]').first().click();
  await page.getByRole('heading', { name: 'Render 1 take for about $1.92?' }).waitFor();
  await page.keyboard.press('Escape');
  await page.locator('[data-question]').waitFor({ state: 'detached' });
  assert.equal((await ask(`/jobs/${job}`)).state.state, 'cancelled');
  await page.locator('[data-action=retry]').first().click();
  await page.locator('[data-yes]').click();
  await becomes(async () => (await ask(`/jobs/${job}`)).state.state, 'queued');
  // A new seed is a new take, which is asked about as well.
  await ask(`/jobs/${job}/act`, { action: 'cancel' });
  await page
    .getByRole('button', { name: /^New seed/ })
    .first()
    .click();
  await page.locator('[data-yes]').click();
  await becomes(async () => (await ask('/queue')).live, 1);
  const [again] = (await ask('/queue')).jobs;
  assert.equal(again.retry_of, job);
});

test('axe finds nothing serious, and the page reports no error', () => {
  assert.deepEqual(found, []);
  // The studio refuses what was not agreed to, which the browser writes down as well.
  const other = errors.filter((line) => !line.includes('402'));
  assert.deepEqual(other, []);
});
