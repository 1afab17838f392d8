// Chat models are found out about, added, tested and taken out again, with a server of the
// test's own.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';

import { address, ask, clear, clearSetup, focused, launch, look, open } from './window.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('playwright-core').Page} */
let page;
/** @type {string[]} */
let errors;
/** @type {string[]} */
const found = [];
const chats = { well: true };
const server = createServer((request, response) => {
  /** @type {Buffer[]} */
  const body = [];
  request.on('data', (part) => body.push(part));
  request.on('end', () => {
    const json = (/** @type {number} */ status, /** @type {unknown} */ value) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(value));
    };
    if (!chats.well) return json(503, { error: { message: 'The model is being loaded' } });
    if (request.url === '/v1/models')
      return json(200, { object: 'list', data: ['tiny:1b', 'large:70b'].map(modelOf) });
    return json(404, { error: { message: 'no' } });
  });
});
/** @param {string} id */
const modelOf = (id) => ({ id, object: 'model', created: 0, owned_by: 'here' });
let url = '';

before(async () => {
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(null)));
  const at = server.address();
  assert.ok(at && typeof at === 'object');
  url = `http://127.0.0.1:${at.port}/v1`;
  browser = await launch();
  ({ page, errors } = await open(browser));
  await clear();
  await clearSetup();
  await page.goto(`${address}/#/settings/models`);
});
after(async () => {
  await clearSetup();
  await browser.close();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

const form = () => page.locator('[data-model-form]');
/** @param {string} name */
const card = (name) => page.locator(`[data-model-card="${name}"]`);
const names = async () =>
  (await ask('/refiners')).map((/** @type {{ name: string }} */ own) => own.name);

test('the rules stand there, and can be neither tested nor removed', async () => {
  await card('rules').getByText('Built in. It sends nothing anywhere.').waitFor();
  const remove = card('rules').locator('[data-remove]');
  assert.match((await remove.getAttribute('aria-description')) ?? '', /built in/);
  found.push(...(await look(page, '14-models-first')));
});

test('what is wrong stands at its field, by the keyboard alone', async () => {
  await page.locator('[data-add-model]').focus();
  await page.keyboard.press('Enter');
  await form().waitFor();
  assert.equal(await focused(page), 'OpenAI');
  await form().getByLabel('Address').fill(url);
  await form().getByLabel('Model', { exact: true }).fill('tiny:1b');
  await form().getByLabel('Name').fill('two words');
  await page.keyboard.press('Enter');
  await form().getByText('A name has 1 to 40 letters').waitFor();
  assert.equal(await form().getByLabel('Name').getAttribute('aria-invalid'), 'true');
  found.push(...(await look(page, '14-model-refused')));
  await form().getByLabel('Name').fill('');
  await form().getByLabel('Model', { exact: true }).fill('');
});

test('quick choices fill the form', async () => {
  await form().locator('[data-quick=openai]').click();
  assert.equal(await form().getByLabel('Address').inputValue(), 'https://api.openai.com/v1');
  assert.equal(await form().getByLabel('Keys').inputValue(), 'openai');
  await form().locator('[data-no-keys]').getByText('See the keys').waitFor();
  await form().locator('[data-quick=nvidia]').click();
  assert.equal(
    await form().getByLabel('Address').inputValue(),
    'https://integrate.api.nvidia.com/v1',
  );
});

test('servers on this computer are looked for', async () => {
  const looked = page.waitForResponse((own) => own.url().endsWith('/found-models'));
  await form().locator('[data-quick=look]').click();
  /** @type {{ url: string }[]} */
  const servers = await (await looked).json();
  // What listens on this machine is none of the test's business.
  if (servers.length === 0) await form().locator('[data-none-found]').waitFor();
  else await form().locator(`[data-server="${servers[0]?.url}"]`).waitFor();
});

test('a server lists its models, one is chosen and added', async () => {
  await form().getByLabel('Address').fill(url);
  await form().getByLabel('Keys').selectOption('');
  await form().locator('[data-list]').click();
  await form().locator('[data-listed]').selectOption('tiny:1b');
  assert.equal(await form().getByLabel('Model', { exact: true }).inputValue(), 'tiny:1b');
  assert.equal(await form().getByLabel('Name').inputValue(), 'tiny-1b');
  found.push(...(await look(page, '14-model-adding')));
  await form().locator('[data-send]').click();
  await card('tiny-1b').getByText(url).waitFor();
  await form().waitFor({ state: 'detached' });
  assert.equal(await focused(page), 'Add model');
  assert.ok((await names()).includes('tiny-1b'));
});

test('a test says how it is, and what stands in the way', async () => {
  await card('tiny-1b').locator('[data-test]').click();
  await card('tiny-1b').locator('[data-trial=good]').waitFor();
  chats.well = false;
  await card('tiny-1b').locator('[data-test]').click();
  await card('tiny-1b').locator('[data-trial=bad]').waitFor();
  found.push(...(await look(page, '14-models')));
  chats.well = true;
});

test('one whose keys can’t be used leads to the keys', async () => {
  await page.locator('[data-add-model]').click();
  await form().getByLabel('Address').fill(url);
  await form().getByLabel('Keys').selectOption('nvidia');
  await form().getByLabel('Model', { exact: true }).fill('tiny:1b');
  await form().getByLabel('Name').fill('keyed');
  await form().locator('[data-send]').click();
  await card('keyed').locator('[data-test]').click();
  await card('keyed').locator('[data-see-keys]').click();
  await page.getByRole('heading', { level: 2, name: 'Keys' }).waitFor();
  await page.keyboard.press('Control+7');
});

test('one that is removed comes back by Undo', async () => {
  await card('tiny-1b').locator('[data-remove]').click();
  await card('tiny-1b').waitFor({ state: 'detached' });
  assert.ok(!(await names()).includes('tiny-1b'));
  await page.locator('[data-undo]').click();
  await card('tiny-1b').getByText(url).waitFor();
  assert.ok((await names()).includes('tiny-1b'));
});

test('the palette leads to the models and their form', async () => {
  await page.keyboard.press('Control+1');
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Search or run a command' });
  await field.fill('add a model');
  await page.getByRole('option', { name: 'Add a model', selected: true }).waitFor();
  await page.keyboard.press('Enter');
  await form().waitFor();
  await form().getByRole('button', { name: 'Cancel' }).click();
});

test('axe finds nothing serious, and the page reports no error', () => {
  assert.deepEqual(found, []);
  assert.deepEqual(
    errors.filter((said) => !/responded with a status of (4|5)\d\d/.test(said)),
    [],
  );
});
