// The palette, the help and the keys, without a pointer.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { address, focused, launch, look, open } from './window.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('playwright-core').Page} */
let page;
/** @type {string[]} */
let errors;
/** @type {string[]} */
const found = [];

before(async () => {
  browser = await launch();
  ({ page, errors } = await open(browser));
  await page.goto(`${address}/#/create`);
  await page.locator('#prompt').waitFor();
});
after(() => browser.close());

const palette = () => page.getByRole('dialog', { name: 'Search or run a command' });
const field = () => page.getByRole('combobox', { name: 'Search or run a command' });
const rows = () => palette().getByRole('option');
const chosen = () => palette().locator('[role=option][aria-selected=true]');
const prompt = () => page.getByLabel('Prompt', { exact: true });

test('the palette opens over what was done, and Esc leads back to it', async () => {
  await prompt().focus();
  await page.keyboard.press('Control+k');
  await palette().waitFor();
  assert.equal(await focused(page), 'Search or run a command');
  assert.ok((await rows().count()) <= 10);
  found.push(...(await look(page, '11-palette')));
  await page.keyboard.press('Escape');
  await palette().waitFor({ state: 'detached' });
  assert.equal(await focused(page), 'Prompt');
});

test('the field names the chosen row, and arrows go around', async () => {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('go to');
  const all = await rows().count();
  assert.ok(all >= 4, `${all} rows`);
  const active = async () => {
    const id = await field().getAttribute('aria-activedescendant');
    assert.equal(id, await chosen().getAttribute('id'));
    return await chosen().textContent();
  };
  const first = await active();
  await page.keyboard.press('ArrowDown');
  assert.notEqual(await active(), first);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  assert.equal(await active(), await rows().last().textContent());
  await page.keyboard.press('Escape');
});

test('a few letters and Enter go to a page, and the page is on top next time', async () => {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('gtsess');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Sessions' }).waitFor();
  await page.keyboard.press('Control+k');
  assert.match((await rows().first().textContent()) ?? '', /Go to Sessions/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+1');
  await prompt().waitFor();
});

test('what is refused says why and is not run', async () => {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('generate');
  const row = rows().first();
  assert.match((await row.textContent()) ?? '', /Generate the takes\s*Write a prompt first/);
  assert.equal(await row.getAttribute('aria-disabled'), 'true');
  await page.keyboard.press('Enter');
  assert.equal(await palette().isVisible(), true);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('xyzzy');
  await palette().getByText('Nothing here answers to “xyzzy”.').waitFor();
  await page.keyboard.press('Escape');
  await palette().waitFor({ state: 'detached' });
});

test('the search field in the top bar opens it, and gets the focus back', async () => {
  await page.getByRole('banner').getByRole('button', { name: 'Search or run a command' }).click();
  await palette().waitFor();
  await page.keyboard.press('Control+k');
  await palette().waitFor({ state: 'detached' });
  assert.match(await focused(page), /^Search or run a command/);
});

test('a question mark is a letter in the prompt, and help beside it', async () => {
  await prompt().fill('');
  await prompt().pressSequentially('what?');
  assert.equal(await prompt().inputValue(), 'what?');
  await page.keyboard.press('Escape');
  assert.equal(await focused(page), 'stage');
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keys and commands' });
  await help.waitFor();
  for (const group of ['Write and render', 'Queue', 'Window']) {
    await help.getByRole('heading', { name: group }).waitFor();
  }
  const line = help.locator('dl > div', { hasText: 'Generate the takes' });
  assert.equal(await line.locator('kbd').textContent(), 'Ctrl Enter');
  // A key does nothing behind the dialog.
  await page.keyboard.press('Control+2');
  assert.match(page.url(), /#\/create/);
  found.push(...(await look(page, '12-help')));
  await page.keyboard.press('Escape');
  await help.waitFor({ state: 'detached' });
  assert.equal(await focused(page), 'stage');
});

test('the palette leads to the help', async () => {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('all keys');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Keys and commands' }).waitFor();
  await page.keyboard.press('Escape');
  assert.equal(await focused(page), 'stage');
});

test('F6 walks the regions around, Shift F6 back', async () => {
  const region = () =>
    page.evaluate(
      () => document.activeElement?.closest('[data-region]')?.tagName.toLowerCase() ?? '',
    );
  await page.getByRole('link', { name: 'Worldreel' }).focus();
  /** @type {string[]} */
  const forth = [];
  for (let step = 0; step < 5; step += 1) {
    await page.keyboard.press('F6');
    forth.push(await region());
  }
  assert.deepEqual(forth, ['nav', 'main', 'aside', 'footer', 'header']);
  /** @type {string[]} */
  const back = [];
  for (let step = 0; step < 5; step += 1) {
    await page.keyboard.press('Shift+F6');
    back.push(await region());
  }
  assert.deepEqual(back, ['footer', 'aside', 'main', 'nav', 'header']);
});

test('a new session takes the words away, and Undo brings them back', async () => {
  await prompt().fill('A lantern swings in fog');
  await page.keyboard.press('Control+n');
  await page.getByText('Prompt cleared', { exact: true }).waitFor();
  assert.equal(await prompt().inputValue(), '');
  // As long as it is pointed at, it stays.
  await page.locator('[data-undo]').hover();
  found.push(...(await look(page, '13-toast')));
  await page.keyboard.press('Control+z');
  await page.waitForFunction(
    () => document.querySelector('textarea')?.value === 'A lantern swings in fog',
  );
  await page.keyboard.press('Control+n');
  await page.locator('[data-undo]').waitFor();
  await prompt().pressSequentially('n');
  await page.locator('[data-undo]').waitFor({ state: 'detached' });
  await prompt().fill('');
});

test('the inspector is hidden, sized by keys, and stays so', async () => {
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  const edge = page.getByRole('separator', { name: /^Width of the inspector/ });
  const width = async () => Math.round((await inspector.boundingBox())?.width ?? 0);
  assert.equal(await width(), 360);
  await edge.focus();
  await page.keyboard.press('ArrowLeft');
  assert.equal(await edge.getAttribute('aria-valuenow'), '376');
  assert.equal(await width(), 376);
  await page.keyboard.press('End');
  assert.equal(await width(), 480);
  await page.reload();
  await inspector.waitFor();
  assert.equal(await width(), 480);
  await edge.dblclick();
  assert.equal(await width(), 360);
  await page.keyboard.press('Control+i');
  await inspector.waitFor({ state: 'detached' });
  await page.locator('[data-inspector]').click();
  await inspector.waitFor();
});

test('axe finds nothing serious, and the page reports no error', () => {
  assert.deepEqual(found, []);
  assert.deepEqual(errors, []);
});
