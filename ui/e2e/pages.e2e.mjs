// A session of more takes than are looked at together.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { address, ask, becomes, clear, launch, look, open } from './window.mjs';

const spec = { size: { width: 64, height: 64 }, frames: 10, fps: 10 };

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('playwright-core').Page} */
let page;
/** @type {string[]} */
let errors;
/** @type {string} */
let session;

before(async () => {
  browser = await launch();
  ({ page, errors } = await open(browser));
  await clear();
  await ask('/queue/pause', { paused: true });
  ({ session } = await ask('/batches', { items: [{ prompt: 'an otter', spec, takes: 450 }] }));
});
after(async () => {
  await clear();
  await ask('/queue/pause', { paused: false });
  await browser.close();
});

const pages = () => page.locator('[data-take-pages]');
const cards = () => page.locator('.card');
/** @param {number} take */
const card = (take) => page.locator(`.card[data-take="${take}"]`);

test('its grid shows a page of takes and goes on from there, by keys', async () => {
  await page.goto(`${address}/#/create/${session}`);
  await pages().getByText('Takes 1 to 200 of 450').waitFor();
  await card(200).waitFor();
  assert.equal(await cards().count(), 200);
  await page.getByText('450 queued').first().waitFor();
  await pages().getByRole('button', { name: 'Later' }).focus();
  await page.keyboard.press('Enter');
  await pages().getByText('Takes 201 to 400 of 450').waitFor();
  await card(201).waitFor();
  assert.equal(await cards().count(), 200);
  await pages().getByLabel('Go to take').fill('450');
  await page.keyboard.press('Enter');
  await pages().getByText('Takes 401 to 450 of 450').waitFor();
  assert.equal(await cards().count(), 50);
  assert.deepEqual(await look(page, 'pages'), []);
});

test('a take that is far away is opened by its address, and the arrows go on past a page', async () => {
  const told = await ask(`/jobs?session=${session}&from_take=200&limit=2`);
  const [last, next] = told.jobs;
  await page.goto(`${address}/#/create`);
  await page.goto(`${address}/#/create/${session}/${last.id}`);
  await page.getByRole('heading', { name: 'Take 200' }).first().waitFor();
  await page.locator('[role=listbox]').focus();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('heading', { name: 'Take 201' }).first().waitFor();
  await becomes(async () => page.url().split('/').at(-1) ?? '', next.id);
  assert.equal(await page.locator(`[id="take-${next.id}"]`).getAttribute('aria-selected'), 'true');
});

test('an arrow goes to the next take also while its own page is not known yet', async () => {
  const told = await ask(`/jobs?session=${session}&from_take=440&limit=2`);
  const [last, next] = told.jobs;
  await page.goto(`${address}/#/create/${session}/${last.id}`);
  await page.locator(`[id="take-${last.id}"]`).waitFor();
  const [early, then] = (await ask(`/jobs?session=${session}&from_take=200&limit=2`)).jobs;
  /** @type {() => void} */
  let go = () => undefined;
  const gone = new Promise((done) => (go = () => done(undefined)));
  const lists = /\/jobs\?/;
  await page.route(lists, async (route) => {
    await gone;
    await route.continue();
  });
  await page.goto(`${address}/#/create/${session}/${early.id}`);
  await page.getByRole('heading', { name: 'Take 200' }).first().waitFor();
  await page.locator('[role=listbox]').focus();
  await page.keyboard.press('ArrowRight');
  go();
  await page.getByRole('heading', { name: 'Take 201' }).first().waitFor();
  await becomes(async () => page.url().split('/').at(-1) ?? '', then.id);
  await page.locator(`[id="take-${then.id}"]`).waitFor();
  assert.equal(await page.locator(`[id="take-${next.id}"]`).count(), 0);
  await page.unroute(lists);
});

test('how long an order waits is said with it', async () => {
  await page.goto(`${address}/#/create`);
  await page.locator('#prompt').fill('an otter until the evening');
  await page.getByRole('tab', { name: 'Params' }).click();
  await page.locator('[data-order-expiry]').selectOption('28800');
  await page.locator('[data-generate]').click();
  await page.waitForURL(/create\/./);
  const own = page.url().split('/').at(-1) ?? '';
  const [job] = (await ask(`/jobs?session=${own}`)).jobs;
  assert.deepEqual(job.expiry, { after_s: 28_800 });
});

test('the library is looked over in the settings, and a repair is offered where it can do something', async () => {
  await page.goto(`${address}/#/settings`);
  const check = page.locator('[data-library-check]');
  const repair = check.locator('[data-repair]');
  assert.equal(await repair.getAttribute('aria-disabled'), 'true');
  await check.locator('[data-look]').focus();
  await page.keyboard.press('Enter');
  // What is found depends on the computer: whether it can show notices, say.
  /** @type {{ checks: { state: string, repair?: string }[] }} */
  const { checks } = await ask('/report');
  const wrong = checks.filter((found) => found.state !== 'good');
  const found = wrong.length === 1 ? '1 thing' : `${wrong.length} things`;
  const said = wrong.length === 0 ? 'All is as it should be' : `${found} to be looked at`;
  await check.getByRole('status').getByText(said).waitFor();
  assert.equal(await check.locator('[data-wrong] li').count(), wrong.length);
  if (!checks.some((found) => found.repair)) {
    assert.match((await repair.getAttribute('title')) ?? '', /nothing that a repair/);
  }
  assert.deepEqual(await look(page, 'repair'), []);
});

test('the page reports no error', () => {
  assert.deepEqual(errors, []);
});
