// The scene in detail, and exactly what an engine is sent, with an engine that takes scenes.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import {
  address,
  ask,
  becomes,
  clear,
  clearSetup,
  fits,
  launch,
  look,
  open,
  sizes,
} from './window.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('playwright-core').Page} */
let page;
/** @type {string[]} */
let errors;
/** @type {string[]} */
const found = [];
const prompt =
  '0-2 s: an old man with a grey beard stands on a pier, soft morning light from the left. ' +
  '2-4 s: a gull lands beside him. The camera pans slowly to the left, low angle, 35mm, ' +
  'shallow depth of field, pastel colors, calm.';

before(async () => {
  browser = await launch();
  ({ page, errors } = await open(browser));
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await clear();
  await clearSetup();
  await page.goto(`${address}/#/settings/engines`);
});
after(async () => {
  await page.evaluate(() => localStorage.clear());
  await clearSetup();
  await clear();
  await browser.close();
});

const detail = () => page.locator('[data-detail]');
const group = (/** @type {string} */ name) => detail().locator(`[data-group=${name}]`);
const sent = () => page.locator('[data-sent-panel] [data-sent]');
const palette = async (/** @type {string} */ words) => {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search or run a command' }).fill(words);
  await page.getByRole('option', { name: words, selected: true }).waitFor();
  await page.keyboard.press('Enter');
};

test('an engine is told to take scenes, and says so', async () => {
  const form = page.locator('[data-engine-form]');
  await page.locator('[data-add-engine]').click();
  await form.getByLabel('Name').fill('cosmos');
  await form.getByLabel('Address').fill('http://127.0.0.1:9');
  await form.locator('[data-prompt-form]').selectOption('scene');
  found.push(...(await look(page, '16-prompt-form')));
  await form.locator('[data-send]').click();
  const card = page.locator('[data-engine-card=cosmos]');
  await card.getByText('Prompts as scenes').waitFor();
  const engines = await ask('/engines');
  const own = engines.find((/** @type {{ name: string }} */ engine) => engine.name === 'cosmos');
  assert.equal(own.setup.settings.prompt_form, 'scene');
});

test('the sheet opens into the scene in detail, by keys too', async () => {
  await page.goto(`${address}/#/create`);
  await page.locator('#prompt').fill(prompt);
  await page.getByText('read from your prompt').waitFor();
  assert.equal(await group('camera').isVisible(), false);
  await palette('Open the scene in detail');
  await group('camera').getByText('pans slowly to the left').waitFor();
  await group('camera').getByText('35mm').waitFor();
  await group('light').getByText('from the left', { exact: true }).waitFor();
  await group('subjects').getByText('an old man').waitFor();
  await group('picture').getByText('pastel colors').waitFor();
  // Nothing is said of what happens when, beyond the segments.
  assert.equal(await group('actions').count(), 0);
  const bars = group('segments').locator('.bar');
  const widths = await bars.evaluateAll((all) => all.map((bar) => bar.style.width));
  assert.deepEqual(widths, ['50%', '50%']);
  found.push(...(await look(page, '16-scene-detail')));
  await group('segments').scrollIntoViewIfNeeded();
  found.push(...(await look(page, '16-scene-segments')));
  for (const size of [...sizes, { width: 720, height: 450 }]) {
    await page.setViewportSize(size);
    await fits(page, `${size.width}x${size.height}`);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await detail().locator('summary').press('Enter');
  await group('camera').waitFor({ state: 'hidden' });
  await detail().locator('summary').press('Enter');
  await group('camera').waitFor();
});

test('the detail is that of the text, whatever was there before', async () => {
  await page.locator('#prompt').fill('a red fox runs through snow, 85mm');
  await group('camera').getByText('85mm').waitFor();
  assert.equal(await group('segments').count(), 0);
  assert.equal(await detail().getByText('an old man').count(), 0);
  await page.locator('#prompt').fill(prompt);
  await group('segments').waitFor();
});

test('timed actions are drawn on the axis of the clip, and listed with their times', async () => {
  await page
    .locator('#prompt')
    .fill('a red fox runs through snow. At 1 s it leaps, at 3 s it stops.');
  const actions = group('actions');
  await actions.locator('.bar').nth(1).waitFor();
  const places = await actions
    .locator('.bar')
    .evaluateAll((all) => all.map((bar) => bar.style.left));
  assert.deepEqual(places, ['25%', '75%']);
  await actions.getByRole('listitem', { name: /^Action 1, at 1.s: / }).waitFor();
  await actions.scrollIntoViewIfNeeded();
  found.push(...(await look(page, '16-scene-actions')));
  await page.locator('#prompt').fill(prompt);
  await group('segments').waitFor();
});

test('what is shown is what the studio would send, to the byte', async () => {
  await palette('Show exactly what is sent');
  await page.locator('#tab-params[aria-selected=true]').waitFor();
  // Any free engine: one draws and takes prose, the other takes scenes. Both are shown.
  await becomes(
    () => sent().evaluateAll((all) => all.map((own) => own.dataset['sent'])),
    ['scene', 'prose'],
  );
  await becomes(() => sent().nth(1).textContent(), prompt);
  await page.locator('#panel [data-engine-choice]').selectOption('cosmos');
  await becomes(() => sent().count(), 1);
  const engines = await ask('/engines');
  const own = engines.find((/** @type {{ name: string }} */ engine) => engine.name === 'cosmos');
  const told = await ask('/sent-prompt', { engine: 'cosmos', prompt, spec: own.default_spec });
  await becomes(() => sent().textContent(), told.text);
  assert.equal(JSON.parse(told.text).temporal_caption, prompt);
  await page.locator('[data-copy-sent]').click();
  await page.locator('[data-copy-sent]').getByText('Copied').waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), told.text);
  found.push(...(await look(page, '16-sent')));
  for (const size of [...sizes, { width: 720, height: 450 }]) {
    await page.setViewportSize(size);
    await fits(page, `${size.width}x${size.height}`);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  // It follows the settings, and says what does not fit them.
  const seconds = page.locator('#panel').getByLabel('Seconds');
  await seconds.fill('3');
  await page.locator('[data-sent-panel]').getByText('the clip ends at 3 s').waitFor();
  await becomes(async () => JSON.parse((await sent().textContent()) ?? '').duration, '3s');
});

test('no screen has serious faults, and none threw an error', () => {
  assert.deepEqual(found, []);
  assert.deepEqual(errors, []);
});
