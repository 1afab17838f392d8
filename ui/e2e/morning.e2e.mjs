// The morning after a night of forty takes: what happened, and one remedy for all takes
// that the same thing stopped. The studio is made up, so that it happens each time.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { madeUp, standStill } from './madeUp.mjs';
import { fits, focused, launch, look, open, sizes } from './window.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('playwright-core').Page} */
let page;
/** @type {string[]} */
let errors;
/** @type {Awaited<ReturnType<typeof madeUp>>} */
let studio;
/** @type {string[]} */
const found = [];

before(async () => {
  studio = await madeUp();
  browser = await launch();
  ({ page, errors } = await open(browser));
  await standStill(page);
});
after(async () => {
  await browser?.close();
  await studio?.close();
});

const figures = () => page.locator('[data-morning] dl').innerText();
/** @param {string} name */
const cause = (name) =>
  page.locator('[data-cause]').filter({ has: page.getByRole('heading', { name }) });
const told = () => page.locator('[role=status]').textContent();

/** A new morning: the page, and with it the studio, begins anew. @param {string} [hash] */
async function wake(hash = '/queue') {
  await page.goto('about:blank');
  await page.goto(`${studio.address}?scene=morning#${hash}`);
  await page.locator('[data-cause]').first().waitFor();
}

test('it says what became of each take, and when the last one ended', async () => {
  await wake();
  assert.equal(
    (await figures()).split(/\s+/).join(' '),
    'asked for 40 done 31 failed 7 not sure 2 spent at most $6.72 finished, after 5 h 20 min 04:30',
  );
  assert.deepEqual(await page.locator('[data-cause] h3').allTextContents(), [
    'The engine lost the render',
    'The key was turned away',
    'The disk is full',
    'Blocked by the engine’s safety check',
  ]);
  await page.getByRole('heading', { name: 'Done 31' }).waitFor();
  found.push(...(await look(page, '10-queue-morning')));
});

test('each cause leads to what helps, and each take to itself', async () => {
  const keys = cause('The key was turned away');
  await keys.locator('summary').focus();
  await page.keyboard.press('Enter');
  assert.equal(await keys.locator('[data-cause-take]').count(), 4);
  found.push(...(await look(page, '10-queue-takes')));
  await keys.getByRole('link', { name: 'Take 14' }).click();
  assert.match(page.url(), /#\/create\/session-1\/job-14$/);
  await page.goBack();
  await cause('The key was turned away').getByRole('link', { name: 'See the keys' }).click();
  await page.getByRole('heading', { level: 2, name: 'Keys' }).waitFor();
  await page.goBack();
  await page.getByRole('link', { name: 'Edit the prompt of take 31' }).click();
  assert.match(page.url(), /#\/create\/session-1\/job-31$/);
});

test('the keys reach a remedy; what costs is asked about, and no sends nothing', async () => {
  await wake();
  await cause('The key was turned away').locator('[data-way]').focus();
  await page.keyboard.press('Tab');
  assert.match(await focused(page), /^Retry all 4, ~6\smin, ~\$1\.92: The key was turned away/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Render 4 takes for about $1.92?' }).waitFor();
  await page.keyboard.press('Escape');
  await page.locator('[data-question]').waitFor({ state: 'detached' });
  assert.match(await figures(), /failed\s+7/);
  assert.equal(await page.locator('[data-outcome]').count(), 0);
  assert.match(await focused(page), /^Retry all 4/);
});

test('one refusal stops none of the others, and is told with its reason', async () => {
  await page.keyboard.press('Enter');
  await page.locator('[data-yes]').click();
  await page.getByText('Take 14: its session was deleted').waitFor();
  assert.equal(await told(), '3 takes are queued again. 1 take was refused:');
  assert.match(await figures(), /asked for\s+40[^]*failed\s+4[^]*queued again\s+3/);
  found.push(...(await look(page, '10-queue-outcome')));
  await page.locator('[data-outcome]').getByRole('button', { name: 'Dismiss' }).click();
  await page.locator('[data-outcome]').waitFor({ state: 'detached' });
});

test('what costs nothing is sent again at once', async () => {
  await cause('The disk is full').locator('[data-remedy=retry]').first().press('Enter');
  await page.getByText('2 takes are queued again.').first().waitFor();
  assert.equal(await cause('The disk is full').count(), 0);
  // Its button is gone with it: the focus is where the answer stands.
  assert.equal(
    await page.evaluate(() => document.activeElement?.hasAttribute('data-outcome')),
    true,
  );
});

test('a decision is said to be paid twice, or is left, for all or for one', async () => {
  const lost = cause('The engine lost the render');
  await lost.getByText('sent again, it may be paid twice').waitFor();
  await lost.locator('[data-remedy=retry]').first().click();
  await page.getByText('What was billed before is paid twice then.').waitFor();
  await page.keyboard.press('Escape');
  await lost.locator('summary').click();
  await lost.getByRole('button', { name: 'Leave it: Take 35' }).click();
  await page.getByText('1 take is left as failed.').first().waitFor();
  const open = page.locator('[data-cause=undecided]');
  assert.equal(await open.locator('.what').getByText('1 take', { exact: true }).count(), 1);
});

test('failed takes stand by their cause under their filter too', async () => {
  await wake('/queue/failed');
  assert.equal(await page.locator('[data-cause=failed]').count(), 3);
  assert.equal(await page.locator('[data-cause=undecided]').count(), 0);
  assert.equal(await page.locator('[data-morning]').count(), 0);
});

test('a run that was dismissed is not told again; what is to be decided is', async () => {
  await wake();
  await page.locator('[data-dismiss-run]').click();
  await page.locator('[data-morning]').waitFor({ state: 'detached' });
  await wake();
  assert.deepEqual(await page.locator('[data-cause] h3').allTextContents(), [
    'The engine lost the render',
  ]);
  assert.equal(await page.locator('[data-morning]').count(), 0);
});

test('it fits each window, and axe finds nothing serious', async () => {
  for (const size of sizes) {
    await page.setViewportSize(size);
    await fits(page, `at ${size.width}`);
  }
  assert.deepEqual(found, []);
  assert.deepEqual(errors, []);
});
