// An engine whose server is away: its lanes and takes say so and until when, and a test that
// succeeds lets all of them go on.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { videoServer } from './videos.mjs';
import { address, ask, becomes, clearSetup, launch, look, open } from './window.mjs';

const spec = { size: { width: 256, height: 256 }, frames: 25, fps: 12 };

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

before(async () => {
  server = await videoServer();
  browser = await launch();
  ({ page, errors } = await open(browser));
  await clearSetup();
  await ask('/engines', {
    settings: { engine: 'openai_videos', name: 'attic', url: server.url, width: 2 },
  });
  server.well = false;
  const items = [{ prompt: 'A kite over the roofs', takes: 4, spec }];
  await ask('/batches', { items, engines: ['attic'] });
  await page.goto(`${address}/#/queue`);
});
after(async () => {
  await clearSetup();
  await browser.close();
  await server.close();
});

/** @param {number} number */
const lane = (number) => page.locator(`[data-lane=attic-${number}]`);

test('its lanes count down to when it is tried again', async () => {
  // The rests grow, so that one is long enough to be looked at.
  const until = lane(1).locator('[data-until]');
  await until.waitFor();
  assert.match((await until.textContent()) ?? '', /^0:\d\d left$/);
  assert.match((await until.getAttribute('title')) ?? '', /^left alone: .+; tried again at /);
  await lane(2).locator('[data-until]').waitFor();
  found.push(...(await look(page, '4-queue-away')));
});

test('its takes say what failed and when it is tried again', async () => {
  await page
    .getByText(/^attic takes nothing now: .+; (tried again at|it is being)/)
    .first()
    .waitFor();
  const queued = (await ask('/queue')).jobs;
  assert.equal(queued.length, 4);
});

test('a test that succeeds ends the rest for all of them', async () => {
  server.well = true;
  await ask('/engines/attic/test', {});
  await becomes(async () => server.renders.size >= 2, true);
  await becomes(() => page.locator('[data-lane^=attic] [data-until]').count(), 0);
});

test('nothing is inaccessible, and the page had no errors', () => {
  assert.deepEqual(found, []);
  assert.deepEqual(errors, []);
});
