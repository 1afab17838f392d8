import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';

import { address, clear, fits, launch, look, open, sizes } from './window.mjs';

const prompt = `A red fox trots through deep snow in a birch forest ${Date.now()}`;

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
  await clear();
});
after(() => browser.close());

/**
 * The files in a ZIP, by its own directory at the end.
 * @param {Buffer} zip
 */
function namesIn(zip) {
  const names = [];
  let at = zip.indexOf('PK\x01\x02', 0, 'latin1');
  while (at >= 0 && zip.readUInt32LE(at) === 0x02014b50) {
    const [name, extra, comment] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field));
    names.push(zip.toString('utf8', at + 46, at + 46 + (name ?? 0)));
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return names;
}

const generate = () => page.locator('[data-generate]');

test('the first run says what Preview sketch is', async () => {
  await page.goto(address);
  await page.getByRole('heading', { name: 'Describe a scene. See it move.' }).waitFor();
  assert.match(
    (await page.locator('[data-engine]').textContent()) ?? '',
    /Preview sketch,\s+not AI/,
  );
  assert.equal(await generate().getAttribute('aria-description'), 'Write a prompt first');
  found.push(...(await look(page, '1-create-empty')));
});

test('a prompt is priced before anything is queued', async () => {
  await page.getByLabel('Prompt', { exact: true }).fill(prompt);
  await page.locator('[data-generate][aria-description]').waitFor({ state: 'detached' });
  await page.getByText('free (this computer)').waitFor();
  await page.getByText('A red fox', { exact: true }).first().waitFor();
  assert.equal(page.url().includes('/create/'), false);
});

test('a reload keeps the draft and the place', async () => {
  await page.reload();
  const text = page.getByLabel('Prompt', { exact: true });
  await text.waitFor();
  assert.equal(await text.inputValue(), prompt);
});

test('a window without a past finds the draft in the library', async () => {
  // The library has it once nothing of it is left here.
  await page.waitForFunction(() =>
    Object.keys(localStorage).every((key) => !key.startsWith('worldreel.draft')),
  );
  const other = await open(browser);
  await other.page.goto(address);
  const text = other.page.getByLabel('Prompt', { exact: true });
  await text.waitFor();
  assert.equal(await text.inputValue(), prompt);
  await other.context.close();
});

test('Enhance proposes changes, and only what is accepted is sent', async () => {
  await page.getByRole('button', { name: 'Enhance', exact: true }).click();
  await page.locator('[data-change="0"]').waitFor();
  const changes = await page.locator('[data-change]').count();
  assert.ok(changes >= 2, `${changes} changes`);
  await page.locator('[data-accept]').click();
  await page.locator('.change.yes').first().waitFor();
  await page.locator('[data-reject]').click();
  assert.match(
    (await page.locator('[data-summary]').textContent()) ?? '',
    new RegExp(`1 accepted, 1 rejected, ${changes - 2} to decide`),
  );
  found.push(...(await look(page, '2-create-enhance')));

  const view = page.getByRole('group', { name: 'Changes' });
  await view.getByRole('button', { name: 'Your words' }).click();
  assert.equal((await page.locator('[data-view=before]').textContent())?.trim(), prompt);
  await view.getByRole('button', { name: 'What renders' }).click();
  const renders = (await page.locator('[data-view=after]').textContent())?.trim() ?? '';
  assert.notEqual(renders, prompt);
  await view.getByRole('button', { name: 'Changes' }).click();

  await page.reload();
  await page.locator('.change.yes').first().waitFor();

  await page.locator('form').getByLabel('Takes', { exact: true }).selectOption('2');
  const sent = page.waitForRequest((request) => request.url().endsWith('/studio/v1/batches'));
  await generate().click();
  const order = (await sent).postDataJSON();
  assert.equal(order.items[0].prompt, renders);
  assert.equal(order.items[0].takes, 2);
});

test('takes render and are done', async () => {
  await page.locator('[data-take="1"]').waitFor();
  assert.match(page.url(), /#\/create\/.+/);
  found.push(...(await look(page, '4-rendering')));
  await page.locator('[data-take="1"][data-state=done] img').waitFor({ timeout: 60_000 });
  await page.locator('[data-take="2"][data-state=done] img').waitFor({ timeout: 60_000 });
  found.push(...(await look(page, '4-done')));
});

test('a take plays, pauses, and goes by frames', async () => {
  await page.getByRole('link', { name: /^Take 1, Done/ }).click();
  const video = page.locator('video');
  await video.waitFor();
  await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2);
  found.push(...(await look(page, '5-player')));
  await page.locator('main').focus();
  await page.keyboard.press('Space');
  await page.waitForFunction(() => {
    const own = document.querySelector('video');
    return own && !own.paused && own.currentTime > 0.2 && own.videoWidth > 0;
  });
  await page.keyboard.press('k');
  await page.waitForFunction(() => document.querySelector('video')?.paused);
  const at = page.locator('[data-at]');
  await page.keyboard.press('ArrowLeft');
  const one = await at.textContent();
  await page.keyboard.press('ArrowRight');
  assert.notEqual(await at.textContent(), one);
  await page.keyboard.press('ArrowLeft');
  assert.equal(await at.textContent(), one);
});

test('a reload comes back to the take', async () => {
  const here = page.url();
  await page.reload();
  await page.locator('video').waitFor();
  assert.equal(page.url(), here);
});

test('the inspector tells how a take differs, and what its file is', async () => {
  await page.getByRole('tab', { name: 'Diff' }).click();
  const other = page.getByLabel('Compare with');
  await other.selectOption('draft');
  await page.getByText('The words are the same.').waitFor();
  await page.getByRole('button', { name: 'Edit by hand' }).click();
  const text = page.getByLabel('Prompt', { exact: true });
  const before = await text.inputValue();
  await text.fill(`${before} and a hare`);
  await page.locator('[data-diff] del').getByText('and a hare').waitFor();
  found.push(...(await look(page, '5-diff')));
  await text.fill(before);
  await other.selectOption({ index: 1 });
  await page.getByText('The words are the same.').waitFor();
  await page.getByRole('tab', { name: 'File' }).click();
  assert.match(
    (await page.locator('#panel').textContent()) ?? '',
    /videos\/.+\.mp4.+SHA-256 ?[0-9a-f]{64}/,
  );
  found.push(...(await look(page, '5-file')));
});

test('chosen takes go out as a ZIP, which opens', async () => {
  await page.getByRole('button', { name: 'Export ZIP' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export ZIP' });
  await dialog.getByText(/^\d of \d takes$/).waitFor();
  found.push(...(await look(page, '6-export')));
  await dialog.getByRole('button', { name: 'None' }).click();
  assert.equal(
    await page.locator('[data-pack]').getAttribute('aria-description'),
    'choose a take first',
  );
  await dialog.getByRole('checkbox').first().check();
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: /^Export 1 take/ }).click();
  await page.locator('[data-export=done]').waitFor();
  found.push(...(await look(page, '6-export-done')));
  const file = await download;
  assert.match(file.suggestedFilename(), /\.zip$/);
  const names = namesIn(await readFile(await file.path()));
  assert.equal(names.filter((name) => name.endsWith('.mp4')).length, 1);
  for (const name of ['manifest.json', 'metadata.csv', 'SHA256SUMS'])
    assert.ok(names.includes(name));
  await dialog.getByRole('button', { name: 'Done' }).click();
  await dialog.waitFor({ state: 'detached' });
});

test('the queue pauses, moves, cancels and resumes', async () => {
  await page.getByRole('link', { name: 'Queue', exact: true }).first().click();
  await page.locator('[data-pause]').click();
  await page.getByText('The queue is paused. What runs').waitFor();
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Sessions' })
    .click();
  await page
    .getByRole('link', { name: /red fox/ })
    .first()
    .click();
  await page.locator('form').getByLabel('Takes', { exact: true }).selectOption('3');
  await generate().click();
  await page.locator('[data-take="5"]').waitFor();
  await page.locator('[data-take="5"]').getByText('Waiting').waitFor();
  found.push(...(await look(page, '4-waiting')));
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Queue' }).click();
  await page.getByRole('link', { name: 'Take 5' }).waitFor();
  found.push(...(await look(page, '10-queue')));
  await page.getByRole('button', { name: 'Move up: Take 5' }).click();
  await page.waitForFunction(() => {
    const links = [...document.querySelectorAll('tbody a')].map((link) => link.textContent.trim());
    return links.indexOf('Take 5') < links.indexOf('Take 4');
  });
  await page.getByRole('button', { name: 'Cancel: Take 5' }).click();
  await page.getByRole('link', { name: 'Take 5' }).waitFor({ state: 'detached' });
  await page.locator('[data-pause]').click();
  await page.locator('[data-morning]').waitFor({ timeout: 60_000 });
  await page.getByRole('heading', { name: /^Done/ }).waitFor();
  found.push(...(await look(page, '10-queue-over')));
});

test('sessions are listed', async () => {
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Sessions' })
    .click();
  await page
    .getByRole('link', { name: /red fox/ })
    .first()
    .waitFor();
  found.push(...(await look(page, '3-sessions')));
});

test('a prompt file is reviewed line by line before it is queued', async () => {
  await page.goto(`${address}/#/import`);
  await page.locator('input[type=file]').setInputFiles({
    name: 'scenes.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      'prompt,seed,frames,mood\na lantern in fog,1,12,calm\n,2,12,calm\na kite,x,12,calm\na lantern in fog,1,12,calm\n',
    ),
  });
  await page.getByRole('heading', { name: 'scenes.csv' }).waitFor();
  await page.getByText('2 prompts usable, 2 lines with a problem').waitFor();
  await page.getByText('prompt:', { exact: true }).waitFor();
  await page.getByText('same as line 2').waitFor();
  found.push(...(await look(page, '8-import')));
  await page.getByRole('button', { name: /^Queue 2/ }).click();
  await page.locator('[data-take="2"][data-state=done]').waitFor({ timeout: 60_000 });
});

test('the window never scrolls as a whole', async () => {
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const place of ['create', 'sessions', 'queue', 'import']) {
      await page.goto(`${address}/#/${place}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await fits(page, `${place} at ${size.width}`);
    }
  }
});

test('axe finds nothing serious on any screen', () => {
  assert.deepEqual(found, []);
});

test('the page reports no error', () => {
  assert.deepEqual(errors, []);
});
