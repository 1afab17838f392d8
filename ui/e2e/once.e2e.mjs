// An order is queued once, even if its answer is lost on the way or the window goes away.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { address, ask, becomes, clear, launch, open } from './window.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('playwright-core').Page} */
let page;
const orders = '**/studio/v1/batches';

before(async () => {
  browser = await launch();
  ({ page } = await open(browser));
  await clear();
  await ask('/queue/pause', { paused: true });
  await page.goto(`${address}/#/create`);
  await page.locator('#prompt').fill(`a red fox rests ${Date.now()}`);
});
after(async () => {
  await clear();
  await ask('/queue/pause', { paused: false });
  await browser.close();
});

const generate = () => page.locator('[data-generate]', { hasText: 'Generate 1' });
const queued = async () => (await ask('/queue')).jobs.length;

/** The studio hears of the order, and the page never of the answer. */
async function loseAnAnswer() {
  await page.route(orders, async (route) => {
    await route.fetch();
    await route.abort();
  });
  await generate().click();
  await page.getByText('The studio does not answer.').first().waitFor();
  await page.unroute(orders);
}

test('pressed again, it queues nothing more, and says so', async () => {
  await loseAnAnswer();
  assert.equal(await queued(), 1);
  await generate().click();
  await page.locator('[data-take="1"]').waitFor();
  await page.getByText('1 take queued by the first try, none twice').waitFor({ state: 'attached' });
  assert.equal(await queued(), 1);
});

test('what was answered is another order the next time', async () => {
  await generate().click();
  await becomes(queued, 2);
});

test('the window may go away meanwhile', async () => {
  await loseAnAnswer();
  assert.equal(await queued(), 3);
  await page.reload();
  await page.getByText('read from your prompt').waitFor();
  await generate().click();
  await page.getByText('1 take queued by the first try, none twice').waitFor({ state: 'attached' });
  assert.equal(await queued(), 3);
});

test('another order is another one', async () => {
  await loseAnAnswer();
  assert.equal(await queued(), 4);
  await page.locator('#prompt').fill('a blue fox rests');
  await generate().click();
  await becomes(queued, 5);
});
