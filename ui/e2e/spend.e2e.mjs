// What costs money is agreed to first, and waits where its lane or its key is missing.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { videoServer } from './videos.mjs';
import { address, ask, clear, clearSetup, launch, look, open } from './window.mjs';

const KEY = `sk-paid-${Date.now()}`;

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
/** Orders as they were sent. @type {any[]} */
const orders = [];

before(async () => {
  server = await videoServer();
  browser = await launch();
  ({ page, errors } = await open(browser));
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/batches'))
      orders.push(request.postDataJSON());
  });
  await clear();
  await ask('/keys', { provider: 'openai', label: 'first', value: KEY, allow_file: true });
  await ask('/engines', {
    settings: {
      engine: 'openai_videos',
      name: 'paid',
      url: server.url,
      needs_key: true,
      charge: { charge: 'per_second', micro_usd: 480_000 },
    },
    keys: ['first'],
  });
  await ask('/lanes/paid-1/pause', { paused: true });
  await page.goto(`${address}/#/create`);
});
after(async () => {
  await ask('/lanes/paid-1/pause', { paused: false });
  await clearSetup();
  await browser.close();
  await server.close();
});

const yes = () => page.locator('[data-yes]');
/** @param {string} label */
const key = (label) => page.locator(`[data-key="${label}"]`);

test('nothing is spent without a yes, and what was agreed to goes along', async () => {
  await page.locator('#prompt').fill('a lone heron in reeds');
  await page.getByRole('tab', { name: 'Params' }).click();
  const params = page.locator('#panel');
  assert.equal(await params.locator('[data-engine-choice]').inputValue(), '');
  await params.locator('[data-engine-choice]').selectOption('paid');
  await params.getByText('Price: $0.48 per second.').waitFor();
  await params.getByLabel('Seconds').fill('1');
  await params.getByLabel('fps').fill('24');
  const [width, height] = (await params.getByLabel('Size').inputValue()).split('×').map(Number);
  await page.getByText('~$0.48').first().waitFor();
  orders.length = 0;
  await page.locator('[data-generate]').click();
  await page.getByRole('heading', { name: 'Render 1 take for about $0.48?' }).waitFor();
  found.push(...(await look(page, '7-price')));
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await yes().waitFor({ state: 'detached' });
  assert.equal(orders.length, 1);
  assert.equal(orders[0].max_micro_usd, undefined);
  // What the server delivers is drawn by the sketch.
  const spec = { size: { width, height }, frames: 24, fps: 24 };
  const { first } = await ask('/batches', { items: [{ prompt: 'a lone heron', spec }] });
  server.clip = Buffer.from(await (await fetch(await fileOf(first.id))).arrayBuffer());
  await page.locator('[data-generate]').click();
  await yes().click();
  await page.waitForFunction(() => /#\/create\/./.test(location.hash));
  assert.equal(orders.at(-1).max_micro_usd, 480_000);
  assert.deepEqual(orders.at(-1).engines, ['paid']);
});

test('it waits for its paused lane, renders once that is resumed, and is billed', async () => {
  await page.locator('main').getByText('Paused: paid-1').first().waitFor();
  assert.equal(server.renders.size, 0);
  await page.keyboard.press('Control+j');
  await page.locator('#queue-drawer').getByRole('button', { name: 'Resume paid-1' }).click();
  await page.locator('.card').getByText('Done').waitFor({ timeout: 60_000 });
  assert.equal(server.renders.size, 1);
  assert.ok(server.keys.includes(`Bearer ${KEY}`));
  await page.keyboard.press('Control+j');
  await page.keyboard.press('Control+6');
  await key('first').getByText('$0.48 today').waitFor();
});

test('a take without a key says so, and leads to the keys', async () => {
  await key('first').locator('[data-remove]').click();
  await yes().click();
  await key('first').waitFor({ state: 'detached' });
  await ask('/batches', {
    items: [{ prompt: 'a fox that waits for a key' }],
    engines: ['paid'],
    max_micro_usd: 100_000_000,
  });
  await page.keyboard.press('Control+3');
  await page
    .getByText(/No key for paid/)
    .first()
    .waitFor();
  await page.locator('tbody [data-setup]').click();
  await page.getByRole('heading', { level: 2, name: 'Keys' }).waitFor();
});

test('axe finds nothing serious, and the page reports no error', () => {
  assert.deepEqual(found, []);
  // A price that was not agreed to is an answer, which the browser calls an error.
  assert.deepEqual(
    errors.filter((said) => !/responded with a status of 402/.test(said)),
    [],
  );
});

/**
 * Where the file of a take lies, once it is rendered.
 * @param {string} job
 */
async function fileOf(job) {
  for (;;) {
    const { video } = await ask(`/jobs/${job}`);
    if (video) return new URL(video.url, address);
    // Its progress is told by events; here one look after another is enough.
    await new Promise((next) => setTimeout(next, 100));
  }
}
