// Engines and keys are set up and taken out again. The studio finds no keyring here, so
// that its keys go into a file of the test's own.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { videoServer } from './videos.mjs';
import { address, ask, clear, clearSetup, focused, launch, look, open } from './window.mjs';

/** The value of a key; it must show up nowhere. */
const CANARY = `sk-canary-${Date.now()}`;

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
/** Answers of the studio that hold the canary. @type {string[]} */
const leaked = [];

before(async () => {
  server = await videoServer();
  browser = await launch();
  ({ page, errors } = await open(browser));
  page.on('response', async (response) => {
    const text = await response.text().catch(() => '');
    if (text.includes(CANARY)) leaked.push(response.url());
  });
  await clear();
  await page.goto(`${address}/#/settings/keys`);
});
after(async () => {
  await clearSetup();
  await browser.close();
  await server.close();
});

const undo = () => page.locator('[data-undo]');
const yes = () => page.locator('[data-yes]');
/** @param {string} label */
const key = (label) => page.locator(`[data-key="${label}"]`);
const keyForm = () => page.locator('[data-key-form]');
const engineForm = () => page.locator('[data-engine-form]');
const card = () => page.locator('[data-engine-card=paid]');
const labels = async () =>
  (await ask('/keys')).map((/** @type {{ label: string }} */ own) => own.label);

/** @param {string} label @param {string} value */
async function addKey(label, value) {
  await page.locator('[data-add-key]').click();
  await keyForm().getByLabel('Provider').selectOption('openai');
  await keyForm().getByLabel('Name').fill(label);
  await keyForm().getByLabel('Value').fill(value);
  await keyForm().locator('[data-send]').click();
}

test('without keys the page says what will stand here', async () => {
  await page.getByText('Keys of NVIDIA and of video servers will stand here.').waitFor();
  found.push(...(await look(page, '7-keys-empty')));
});

test('what is wrong with a key stands at its field', async () => {
  await addKey('first', 'two words');
  await keyForm().getByText('a key is one word without blanks').waitFor();
  assert.equal(await keyForm().getByLabel('Value').getAttribute('aria-invalid'), 'true');
  assert.equal(await keyForm().getByLabel('Value').inputValue(), '');
  await keyForm().getByRole('button', { name: 'Cancel' }).click();
});

// The first of all that adds a key: the studio asks once.
test('without a keyring a key goes into a file, after a yes alone', async () => {
  await addKey('first', CANARY);
  await yes().waitFor();
  // The field is empty before the answer to the question is known.
  assert.equal(await keyForm().getByLabel('Value').inputValue(), '');
  assert.match((await page.locator('[data-question]').textContent()) ?? '', /kept in \//);
  await page.keyboard.press('Escape');
  await yes().waitFor({ state: 'detached' });
  assert.deepEqual(await ask('/keys'), []);
  await keyForm().getByLabel('Value').fill(CANARY);
  await keyForm().locator('[data-send]').click();
  await yes().click();
  await key('first').waitFor();
  await keyForm().waitFor({ state: 'detached' });
  assert.equal(await focused(page), 'Add key');
});

test('its value is nowhere', async () => {
  const held = await page.evaluate(() => [
    document.documentElement.outerHTML,
    JSON.stringify({ ...localStorage, ...sessionStorage }),
    ...[...document.querySelectorAll('input')].map((own) => own.value),
  ]);
  assert.ok(held.every((own) => !own.includes(CANARY)));
  assert.ok(!JSON.stringify(await ask('/keys')).includes(CANARY));
  assert.deepEqual(leaked, []);
});

test('keys are put in order by keys and by drag, and Undo puts them back', async () => {
  await addKey('second', `${CANARY}-2`);
  // The user agreed to the file already.
  await key('second').waitFor();
  await page.getByRole('button', { name: 'Move up: second' }).click();
  await page.getByText('“second” moved', { exact: true }).waitFor();
  assert.deepEqual(await labels(), ['second', 'first']);
  await undo().click();
  await page.waitForFunction(() =>
    document.querySelector('[data-key]')?.matches('[data-key=first]'),
  );
  assert.deepEqual(await labels(), ['first', 'second']);
  await key('second').locator('[data-grip]').hover();
  await page.mouse.down();
  const box = await key('first').boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x + 40, box.y + 4, { steps: 4 });
  await page.locator('[data-drop=before]').waitFor();
  await page.mouse.up();
  await page.getByText('“second” moved', { exact: true }).waitFor();
  assert.deepEqual(await labels(), ['second', 'first']);
  await page.getByLabel('Order of OpenAI-compatible keys').selectOption('least_used');
  await page.getByText('The one with the fewest requests.').waitFor();
  await page.reload();
  await page.getByText('The one with the fewest requests.').waitFor();
});

test('limits are set, refused at their field, and taken back', async () => {
  await key('first').locator('[data-limits]').click();
  const form = page.locator('[data-limit-form]');
  await form.getByLabel('Renders at once').fill('65');
  await form.locator('[data-send]').click();
  await form.getByText('This must be 1 to 64').waitFor();
  await form.getByLabel('Renders at once').fill('2');
  await form.getByLabel('Dollars a day').fill('1.50');
  await form.locator('[data-send]').click();
  await key('first').getByText('$0.00 of $1.50 today').waitFor();
  await undo().click();
  await key('first').getByText('$0.00 today').waitFor();
});

test('a key that no engine uses can’t be tried, and says so', async () => {
  await key('first').locator('[data-test]').click();
  await key('first').locator('[data-trial=bad]').waitFor();
  found.push(...(await look(page, '7-keys')));
});

test('an engine is added, with what is wrong at its fields', async () => {
  await page.keyboard.press('Control+5');
  await page.locator('[data-engine-card=sketch]').waitFor();
  await page.locator('[data-add-engine]').click();
  await engineForm().getByLabel('Address').fill('nowhere');
  await engineForm().locator('[data-send]').click();
  await engineForm().getByText('This must not be empty').waitFor();
  await engineForm().getByText('This is no address').waitFor();
  found.push(...(await look(page, '7-engine-refused')));
  await engineForm().getByLabel('Name').fill('paid');
  await engineForm().getByLabel('Address').fill(server.url);
  await engineForm().locator('[data-charge]').selectOption('per_second');
  await engineForm().getByLabel('Dollars per second').fill('0.48');
  await engineForm().getByLabel('first').check();
  await engineForm().getByLabel('It renders only with a key').check();
  await engineForm().locator('[data-send]').click();
  await card().getByText('$0.48 per second').waitFor();
  await card().getByText('Keys: first').waitFor();
});

test('a test says how it is, and what stands in the way', async () => {
  await card().locator('[data-test]').click();
  await card().locator('[data-trial=good]').waitFor();
  server.well = false;
  await page.getByRole('button', { name: 'Test all' }).click();
  await card().locator('[data-trial=bad]').waitFor();
  await card().getByText('Test failed').waitFor();
  found.push(...(await look(page, '7-engines')));
  server.well = true;
  await page.keyboard.press('Control+6');
  await key('first').locator('[data-test]').click();
  await key('first').locator('[data-trial=good]').waitFor();
});

test('a lane is paused from the queue and from the drawer, and Undo resumes it', async () => {
  const paused = async () =>
    (await ask('/queue')).lanes.find((/** @type {any} */ own) => own.lane === 'paid-1').paused;
  await page.keyboard.press('Control+3');
  await page.getByRole('button', { name: 'Pause paid-1' }).click();
  await page.getByRole('group', { name: 'paid-1 paused' }).waitFor();
  assert.equal(await paused(), true);
  await undo().click();
  await page.getByRole('button', { name: 'Pause paid-1' }).waitFor();
  assert.equal(await paused(), false);
  await page.keyboard.press('Control+j');
  const drawer = page.locator('#queue-drawer');
  await drawer.getByRole('button', { name: 'Pause paid-1' }).click();
  await drawer.getByText('paused').first().waitFor();
  assert.equal(await paused(), true);
});

test('an engine that is removed comes back as it was by Undo', async () => {
  await page.keyboard.press('Control+5');
  await card().locator('[data-remove]').click();
  await card().waitFor({ state: 'detached' });
  await undo().click();
  await card().getByText('$0.48 per second').waitFor();
  await card().getByText('Keys: first').waitFor();
  await page.keyboard.press('Control+6');
});

test('a key is removed after a yes', async () => {
  await key('first').locator('[data-remove]').click();
  await page.getByRole('heading', { name: 'Remove the key “first”?' }).waitFor();
  await page.keyboard.press('Escape');
  await yes().waitFor({ state: 'detached' });
  assert.deepEqual(await labels(), ['second', 'first']);
  await key('first').locator('[data-remove]').click();
  await yes().click();
  await key('first').waitFor({ state: 'detached' });
  assert.deepEqual(await labels(), ['second']);
});

test('an engine whose key is gone is removed after a yes', async () => {
  await page.keyboard.press('Control+5');
  await card().locator('[data-remove]').click();
  await page.getByText('It names a key that is no longer here').waitFor();
  await yes().click();
  await card().waitFor({ state: 'detached' });
  assert.deepEqual(
    (await ask('/engines')).map((/** @type {{ name: string }} */ own) => own.name),
    ['sketch'],
  );
  const sketch = page.locator('[data-engine-card=sketch] [data-remove]');
  assert.match((await sketch.getAttribute('aria-description')) ?? '', /built in/);
});

/** Types into the palette once it is there to be typed into. @param {string} text */
async function search(text) {
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Search or run a command' });
  await field.fill(text);
  await field.focus();
}

test('the palette leads to engines, keys and lanes', async () => {
  for (const [typed, title] of [
    ['add a key', 'Add a key'],
    ['pause the lane', 'Pause the lane sketch-1'],
  ]) {
    await search(typed ?? '');
    await page.getByRole('option', { name: title ?? '' }).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
  }
  await search('add a key');
  await page.getByRole('option', { name: 'Add a key', selected: true }).waitFor();
  await page.keyboard.press('Enter');
  await keyForm().waitFor();
  await keyForm().getByRole('button', { name: 'Cancel' }).click();
});

test('axe finds nothing serious, the page reports no error, and no answer held a key', () => {
  assert.deepEqual(found, []);
  // A refusal by the studio is an answer, which the browser calls an error.
  assert.deepEqual(
    errors.filter((said) => !/responded with a status of 4\d\d|status of 500/.test(said)),
    [],
  );
  assert.deepEqual(leaked, []);
});
