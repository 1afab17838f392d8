// From a rough prompt to three queued variations, by keys alone: locks, talk, the grid.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import {
  address,
  ask,
  becomes,
  clear,
  fits,
  focused,
  launch,
  look,
  open,
  sizes,
} from './window.mjs';

/** Every key that is pressed, the letters of what is written among them. */
const KEYS_MAX = 60;

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('playwright-core').Page} */
let page;
/** @type {string[]} */
let errors;
/** @type {string[]} */
const found = [];
let pressed = 0;

before(async () => {
  browser = await launch();
  ({ page, errors } = await open(browser));
  await clear();
  // Nothing starts while the test looks at what was queued.
  await ask('/queue/pause', { paused: true });
  await page.goto(`${address}/#/create`);
  await page.locator('#prompt').waitFor();
});
after(async () => {
  await clear();
  await browser.close();
});

/** @param {string[]} keys */
async function press(...keys) {
  for (const key of keys) {
    pressed += 1;
    await page.keyboard.press(key);
  }
}
/** @param {string} text */
async function write(text) {
  pressed += text.length;
  await page.keyboard.type(text);
}
const summary = async () => (await page.locator('[data-summary]').textContent()) ?? '';
/** Accepts by Enter until nothing is open; each goes on to the next. */
async function acceptAll() {
  await page.locator('[data-change]:focus').waitFor();
  for (let open = 1; open > 0;) {
    await press('Enter');
    open = Number(/(\d+) to decide$/.exec(await summary())?.[1]);
  }
}
/** The screen in every size and theme, as far as axe and the window's edges go. */
async function seen(/** @type {string} */ name) {
  for (const size of sizes) {
    await page.setViewportSize(size);
    await fits(page, `${name} at ${size.width}`);
  }
  await page.setViewportSize(sizes[0] ?? { width: 1440, height: 900 });
  found.push(...(await look(page, name)));
}

test('a rough prompt is enhanced, and what is proposed is accepted', async () => {
  await press('Control+l', 'Shift+Tab', 'Shift+Tab');
  assert.equal(await focused(page), 'Prompt');
  await write('a fox in snow');
  await press('Control+e');
  await acceptAll();
  assert.match(await summary(), /^[1-9]\d* accepted, 0 rejected/);
});

test('two fields are locked', async () => {
  // What was accepted has been read.
  await page.getByText('read from your prompt').waitFor();
  await press('Control+Shift+k', 'ArrowDown', 'ArrowDown', 'Space', 'End', 'Space');
  assert.equal(await page.locator('[data-lock][aria-pressed=true]').count(), 2);
  await seen('6-locks');
});

test('a request in plain words is answered with changes of fields', async () => {
  await press('Control+l');
  await write('make it night');
  await press('Enter');
  await page.locator('[data-answer=changes]').waitFor();
  await page.locator('[data-field=time_of_day]').waitFor();
  await seen('6-talk');
  await acceptAll();
  assert.equal(await page.locator('[data-field=time_of_day]').getAttribute('data-verdict'), 'yes');
});

test('eight variations, three of them picked and queued', async () => {
  await press('Control+Shift+v');
  await page.locator('[data-card="0"]:focus').waitFor();
  assert.equal(await page.locator('[data-card]').count(), 8);
  for (let card = 0; card < 3; card += 1) await press('ArrowRight', 'Space');
  assert.equal(await page.locator('[data-picked]').textContent(), '3 of 8 picked');
  await page.locator('[data-generate]', { hasText: /^Generate 3 takes.*free/ }).waitFor();
  await seen('6-variations');
  const texts = await page.locator('.picked ins').allTextContents();
  await press('Enter');
  await becomes(async () => (await ask('/queue')).jobs.length, 3);
  // The page has heard of it, too, and has put the grid away.
  await page.locator('#talk').waitFor();
  const { jobs } = await ask('/queue');
  const prompts = jobs.map((/** @type {any} */ job) => job.prompt);
  assert.equal(new Set(prompts).size, 3);
  for (const prompt of prompts) assert.match(prompt, /night/);
  for (const text of texts) assert.ok(prompts.join('\n').includes(text), text);
});

test(`all that took at most ${KEYS_MAX} keys and no mouse`, () => {
  assert.ok(pressed <= KEYS_MAX, `${pressed} keys were pressed`);
});

test('the locks are in the draft, and a lock is named where it refuses', async () => {
  await page.reload();
  await page.locator('#talk').waitFor();
  await page.locator('[data-lock=style][aria-pressed=true]').waitFor();
  assert.equal(await page.locator('[data-lock][aria-pressed=true]').count(), 2);
  await page.keyboard.press('Control+Shift+k');
  await page.keyboard.press('Space');
  await page.keyboard.press('Control+l');
  await page.keyboard.type('replace the fox with a wolf');
  await page.keyboard.press('Enter');
  await page.locator('[data-answer=refused]', { hasText: 'Subjects is locked' }).waitFor();
  await seen('6-refused');
});

test('words are locked where they are selected, and are let go again', async () => {
  if (await page.getByText('Edit by hand').isVisible())
    await page.getByText('Edit by hand').click();
  await page.locator('#prompt').focus();
  await page.keyboard.press('Control+Home');
  for (let at = 0; at < 5; at += 1) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Control+Shift+l');
  await page.locator('[data-locked-words] button').waitFor();
  await seen('6-locked-words');
  await page.keyboard.press('Control+Shift+l');
  await page.locator('[data-locked-words]').waitFor({ state: 'detached' });
});

test('axe finds nothing serious, and the page reports no error', () => {
  assert.deepEqual(found, []);
  assert.deepEqual(errors, []);
});
