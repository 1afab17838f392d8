// What waits is changed and put first, on the Queue page.
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
/** @type {string[]} */
let jobs;

before(async () => {
  browser = await launch();
  ({ page, errors } = await open(browser));
  await ask('/queue/pause', { paused: true });
  const spec = { size: { width: 640, height: 360 }, frames: 25, fps: 12, seed: 7 };
  const batch = await ask('/batches', { items: [{ prompt: 'a snail', spec, takes: 3 }] });
  const told = await ask(`/jobs?batch=${batch.batch}`);
  jobs = told.jobs.map((/** @type {any} */ own) => own.id);
  await page.goto(`${address}/#/queue`);
});
after(async () => {
  for (const job of jobs) await ask(`/jobs/${job}/act`, { action: 'cancel' });
  await ask('/queue/pause', { paused: false });
  await browser.close();
});

const undo = () => page.locator('[data-undo]');
const form = () => page.locator('[data-edit-form]');
/** @param {string} name */
const field = (name) => form().getByLabel(name, { exact: true });
/** @param {number} at */
const job = async (at) => await ask(`/jobs/${jobs[at]}`);
/** @param {number} take */
const change = (take) => page.getByRole('button', { name: `Change: Take ${take}` }).click();
const order = async () => {
  const { jobs: live } = await ask('/queue');
  return live.map((/** @type {any} */ own) => own.take);
};

test('the order of the queue is chosen, and Undo gives back the one before', async () => {
  const chosen = page.locator('[data-order]');
  assert.equal(await chosen.inputValue(), 'in_order');
  await chosen.selectOption('soonest');
  await page.getByText('Order of the queue: Finish soonest', { exact: true }).waitFor();
  assert.equal((await ask('/queue')).order, 'soonest');
  await undo().click();
  await page.getByText('Order of the queue: Finish soonest').waitFor({ state: 'detached' });
  assert.equal((await ask('/queue')).order, 'in_order');
});

test('an urgent take stands first, and Undo puts it back', async () => {
  await change(3);
  await form().locator('[data-priority]').selectOption('high');
  await form().locator('[data-send]').click();
  await form().waitFor({ state: 'detached' });
  await page.getByText('High priority').waitFor();
  assert.deepEqual(await order(), [3, 1, 2]);
  assert.equal((await job(2)).version, 0);
  await undo().click();
  await page.getByText('High priority').waitFor({ state: 'detached' });
  assert.deepEqual(await order(), [1, 2, 3]);
});

test('a take that waits is changed, and Undo gives back what was', async () => {
  await change(1);
  await field('Seed').fill('99999999999');
  await form().locator('[data-send]').click();
  await form().getByText('0 to 4294967295').waitFor();
  found.push(...(await look(page, '7-change-take')));
  await field('Seed').fill('8');
  await page.keyboard.press('Enter');
  await page.getByText('Take 1 changed', { exact: true }).waitFor();
  await form().waitFor({ state: 'detached' });
  const changed = (await job(0)).spec;
  // 25 frames are shown as 2.1 s, and stay 25.
  assert.deepEqual([changed.seed, changed.frames, changed.fps], [8, 25, 12]);
  // The note goes before the studio has answered.
  const undone = page.waitForResponse((answer) => answer.url().endsWith('/edit'));
  await undo().click();
  await undone;
  assert.equal((await job(0)).spec.seed, 7);
});

test('what another door has changed meanwhile is shown before it is replaced', async () => {
  await change(2);
  await field('fps').fill('24');
  const { version } = await job(1);
  await ask(`/jobs/${jobs[1]}/edit`, { expected_version: version, spec: { seed: 77 } });
  await form().locator('[data-send]').click();
  await form().getByText(`you looked at version ${version}, it is at version`).waitFor();
  assert.match(await form().locator('[data-meanwhile]').innerText(), /seed\s77/);
  await form().locator('[data-send]').click();
  await form().waitFor({ state: 'detached' });
  const { fps, seed } = (await job(1)).spec;
  assert.deepEqual([fps, seed], [24, 77], 'both changes are there');
});

test('a take is run next, and Undo puts it back', async () => {
  await page.getByRole('button', { name: 'Run next: Take 3' }).click();
  await page.getByText('Take 3 runs next', { exact: true }).waitFor();
  assert.deepEqual(await order(), [3, 1, 2]);
  await undo().last().click();
  await page.getByText('Take 3 runs next', { exact: true }).waitFor({ state: 'detached' });
  assert.deepEqual(await order(), [1, 2, 3]);
});

test('axe finds nothing serious, and the page reports no error', () => {
  assert.deepEqual(found, []);
  // The browser itself notes each answer that refuses.
  const own = errors.filter((error) => !error.includes('409'));
  assert.deepEqual(own, []);
});
