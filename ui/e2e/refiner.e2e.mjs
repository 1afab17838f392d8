// A chat model is chosen beside the prompt, answers at a price, fails and is replaced by the
// rules, with a server of the test's own.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';

import {
  address,
  ask,
  becomes,
  clear,
  clearSetup,
  fits,
  focused,
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
/** @type {{ mode: 'well' | 'busy' | 'silent' | 'parts', asked: number, cut: number, write: (text: string) => void }} */
const chats = { mode: 'well', asked: 0, cut: 0, write: () => undefined };
const better = {
  prompt: 'a red fox crosses a frozen river at dusk',
  reasons: [{ text: 'at dusk', why: 'says when' }],
};
const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    const json = (/** @type {number} */ status, /** @type {unknown} */ value) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(value));
    };
    chats.asked += 1;
    if (chats.mode === 'parts') {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.on('close', () => (chats.cut += 1));
      chats.write = (content) => {
        response.write(`data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`);
        if (!content.endsWith('}')) return;
        const usage = { prompt_tokens: 412, completion_tokens: 180 };
        response.write(`data: ${JSON.stringify({ choices: [], usage })}\n\n`);
        response.end('data: [DONE]\n\n');
      };
      return chats.write(JSON.stringify(better).slice(0, 26));
    }
    if (chats.mode === 'silent') return void response.on('close', () => (chats.cut += 1));
    if (chats.mode === 'busy') return json(500, { error: { message: 'out of memory' } });
    return json(200, {
      choices: [{ finish_reason: 'stop', message: { content: JSON.stringify(better) } }],
      usage: { prompt_tokens: 412, completion_tokens: 180, total_tokens: 592 },
    });
  });
});
let url = '';

before(async () => {
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(null)));
  const at = server.address();
  assert.ok(at && typeof at === 'object');
  browser = await launch();
  ({ page, errors } = await open(browser));
  await clear();
  await clearSetup();
  url = `http://127.0.0.1:${at.port}/v1`;
});
after(async () => {
  await ask('/refine-with', { every_task: true });
  await clearSetup();
  await clear();
  await browser.close();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

const line = () => page.locator('[data-refiner-line]');
const state = () => line().locator('[data-state-word]');
const took = () => page.locator('[data-took]');
const written = () => page.locator('[data-being-written]');
const enhance = () => page.getByRole('button', { name: 'Enhance', exact: true });
const stop = () => page.locator('[data-tools] [data-stop]');
const settle = () => page.getByRole('button', { name: 'Edit by hand' });

test('a chat model is added with what its tokens cost, and half a price is refused', async () => {
  await page.goto(`${address}/#/settings/models`);
  await page.locator('[data-add-model]').click();
  const form = page.locator('[data-model-form]');
  await form.getByLabel('Address').fill(url);
  await form.getByLabel('Model', { exact: true }).fill('tiny:1b');
  await form.getByLabel('Name').fill('writer');
  const sent = form.getByLabel('In, $ for 1M tokens');
  const back = form.getByLabel('Out, $ for 1M tokens');
  await sent.fill('0.15');
  await page.keyboard.press('Enter');
  await form.getByText('Write both prices, or none.').waitFor();
  assert.equal(await focused(page), await back.getAttribute('id'));
  await back.fill('much');
  await page.keyboard.press('Enter');
  await form.getByText('This must be a sum in dollars').waitFor();
  await back.fill('20000');
  await page.keyboard.press('Enter');
  await form.getByText('A price is $0 to $10,000 for a million tokens').waitFor();
  assert.equal(await back.getAttribute('aria-invalid'), 'true');
  assert.equal(await sent.getAttribute('aria-invalid'), null);
  found.push(...(await look(page, '15-model-price-refused')));
  await back.fill('0.60');
  await page.keyboard.press('Enter');
  const card = page.locator('[data-model-card=writer]');
  await card.locator('[data-price]').getByText('$0.15 in, $0.60 out for 1M tokens').waitFor();
  await page.keyboard.press('Control+1');
  await page.locator('#prompt').waitFor();
});

test('at first the rules refine, and typing asks no chat model', async () => {
  await line().locator('[data-refiner=rules]').getByText('Rules, offline').waitFor();
  await page.locator('#prompt').fill('a red fox crosses a river');
  await page.getByText('crosses a river', { exact: true }).first().waitFor();
  assert.equal(chats.asked, 0);
});

test('the palette chooses a model, which is announced and can be undone', async () => {
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Search or run a command' });
  await field.fill('refine with writer');
  await page.getByRole('option', { name: 'Refine with writer', selected: true }).waitFor();
  await page.keyboard.press('Enter');
  await line().locator('[data-refiner=writer]').waitFor();
  await page.locator('[data-undo]').click();
  await line().locator('[data-refiner=rules]').waitFor();
  await page.locator('#refine-with').selectOption('writer');
  await line().locator('[data-refiner=writer]').waitFor();
  await state().getByText('Not asked yet').waitFor();
});

test('what an answer took stands beside it, and the same question costs nothing', async () => {
  await enhance().click();
  await took().getByText('412 + 180 tokens · $0.0002').waitFor();
  await state().getByText('Ready').waitFor();
  assert.equal(chats.asked, 1);
  for (const size of sizes) {
    await page.setViewportSize(size);
    await fits(page);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  found.push(...(await look(page, '15-refiner')));
  await page.getByRole('button', { name: 'Reject all' }).click();
  await settle().click();
  await enhance().click();
  await took().getByText('from before, no call made').waitFor();
  assert.equal(chats.asked, 1);
  await page.getByRole('button', { name: 'Reject all' }).click();
  await settle().click();
  await page.locator('[data-fresh]').click();
  await took().getByText('412 + 180 tokens').waitFor();
  assert.equal(chats.asked, 2);
  await page.getByRole('button', { name: 'Reject all' }).click();
  await settle().click();
});

test('a model that fails leaves the text, and the rules can be asked in its place', async () => {
  chats.mode = 'busy';
  await page.locator('#prompt').fill('a red fox runs');
  await enhance().click();
  const note = page.getByRole('alert');
  await note.getByText('out of memory').first().waitFor();
  await state().getByText('No usable answer').waitFor();
  assert.equal(await page.locator('#prompt').inputValue(), 'a red fox runs');
  found.push(...(await look(page, '15-refiner-failed')));
  await note.locator('[data-instead]').click();
  await page.getByRole('button', { name: 'Reject all' }).waitFor();
  await note.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Reject all' }).click();
  await settle().click();
});

test('what a model writes is seen as it comes, and is a proposal once it is whole', async () => {
  chats.mode = 'parts';
  const text = 'a red fox crosses a river';
  await page.locator('#prompt').fill(text);
  await enhance().click();
  await written().getByText('a red fox cross', { exact: true }).waitFor();
  await page.locator('[data-writing]').getByText('writing, 26 characters so far').waitFor();
  assert.equal(await page.locator('#prompt').inputValue(), text);
  for (const size of sizes) {
    await page.setViewportSize(size);
    await fits(page);
  }
  await page.setViewportSize(sizes[0] ?? { width: 1440, height: 900 });
  found.push(...(await look(page, '15-refiner-writing')));
  chats.write(JSON.stringify(better).slice(26));
  await took().getByText('412 + 180 tokens').waitFor();
  await written().waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Reject all' }).click();
  await settle().click();
});

test('Stop leaves the text, whatever was written', async () => {
  const before = chats.cut;
  await page.locator('#prompt').fill('a red fox rests');
  await enhance().click();
  await written().waitFor();
  await stop().click();
  await written().waitFor({ state: 'detached' });
  await becomes(() => Promise.resolve(chats.cut), before + 1);
  assert.equal(await page.locator('#prompt').inputValue(), 'a red fox rests');
  chats.cut = 0;
});

test('Stop ends the question at the server too', async () => {
  chats.mode = 'silent';
  const before = chats.asked;
  await enhance().click();
  await stop().waitFor();
  while (chats.asked === before) await new Promise((done) => setTimeout(done, 10));
  await stop().click();
  await enhance().waitFor();
  const deadline = Date.now() + 5_000;
  while (chats.cut === 0 && Date.now() < deadline)
    await new Promise((done) => setTimeout(done, 10));
  assert.equal(chats.cut, 1);
  chats.mode = 'well';
});

test('the scene is read by the model when the user says so', async () => {
  const before = chats.asked;
  await page.locator('[data-read-by]').getByText('Read with tiny:1b').waitFor();
  assert.equal(chats.asked, before);
});

test('the detail is read by a question of its own, where it is looked at', async () => {
  const before = chats.asked;
  await page.locator('[data-detail] summary').click();
  await page.locator('[data-read-by]').click();
  // This model answers every question alike: it gives no detail, and the rules do.
  await page.locator('[data-took]').getByText('tokens').waitFor();
  assert.equal(chats.asked, before + 2);
  await page.getByText('read by tiny:1b').first().waitFor();
  await page.locator('[data-detail] [data-group]').first().waitFor();
  await page.locator('[data-detail] summary').click();
});

test('the models page says who refines what, what it took and what it costs', async () => {
  await line().getByRole('link', { name: 'Models' }).click();
  const card = page.locator('[data-model-card=writer]');
  await card.locator('[data-totals]').getByText('tokens').waitFor();
  await card.locator('[data-price]').getByText('$0.15 in, $0.60 out for 1M tokens').waitFor();
  await card.locator('[data-set-price]').click();
  const sent = card.getByLabel('In, $ for 1M tokens');
  await sent.fill('-1');
  await card.locator('[data-save-price]').click();
  await card.getByText('This must be a sum in dollars').waitFor();
  assert.equal(await sent.getAttribute('aria-invalid'), 'true');
  found.push(...(await look(page, '15-model-price')));
  await sent.fill('');
  await card.getByLabel('Out, $ for 1M tokens').fill('');
  await card.locator('[data-save-price]').click();
  await card.locator('[data-price]').getByText('price unknown').waitFor();
  await page.locator('[data-task=vary]').selectOption('rules');
  await page.getByText('Rules, offline, chosen for it.').waitFor();
  await page.locator('[data-kept]').getByText('kept on this computer').waitFor();
  found.push(...(await look(page, '15-models-chosen')));
  await page.locator('[data-forget]').click();
  await page.locator('[data-kept]').getByText('0 answers').waitFor();
});

test('one that is removed is answered for by the rules, which is said', async () => {
  await page.locator('[data-model-card=writer] [data-remove]').click();
  await page.keyboard.press('Control+1');
  await page.locator('[data-instead-of]').getByText('not set up any more').waitFor();
  found.push(...(await look(page, '15-refiner-gone')));
});

test('axe finds nothing serious, and the page reports no error', () => {
  assert.deepEqual(found, []);
  assert.deepEqual(
    errors.filter((said) => !/responded with a status of (4|5)\d\d/.test(said)),
    [],
  );
});
