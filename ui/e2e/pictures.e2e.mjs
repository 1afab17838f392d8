// Each screen in both themes and sizes, as it was when somebody looked at it last. The
// page is built with a made-up studio, so that nothing in it depends on the hour.
// `WORLDREEL_PICTURES=keep` keeps what is seen now: look at it before you commit it.
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { madeUp, standStill } from './madeUp.mjs';
import { begin, compare, differing } from './picture.mjs';
import { launch, overflows, sizes, themes } from './window.mjs';

/** A folder for the pictures in their whole size, for somebody who looks at them. */
const shots = process.env['WORLDREEL_SHOTS'];

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof madeUp>>} */
let studio;

before(async () => {
  await begin();
  if (shots) await mkdir(shots, { recursive: true });
  studio = await madeUp();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await studio?.close();
});

/** @typedef {import('playwright-core').Page} Page */

/**
 * @param {string} name
 * @param {string} scene
 * @param {string} hash
 * @param {(page: Page) => Promise<unknown>} ready
 */
function screen(name, scene, hash, ready) {
  test(`${name} looks as it did`, async () => {
    const context = await browser.newContext({
      colorScheme: 'dark',
      reducedMotion: 'reduce',
      locale: 'en-GB',
      timezoneId: 'UTC',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await standStill(page);
    await page.goto(`${studio.address}?scene=${scene}#${hash}`);
    // The same letters on every machine that the tests are set up on.
    await page.addStyleTag({
      content: `:root { --font-ui: 'DejaVu Sans' !important; --font-mono: 'DejaVu Sans Mono' !important; }
        *, *::before, *::after { caret-color: transparent !important; transition: none !important; }`,
    });
    await ready(page);
    const problems = [];
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await page.waitForFunction(
        (wanted) => document.documentElement.dataset['theme'] === wanted,
        theme,
      );
      for (const size of sizes) {
        await page.setViewportSize(size);
        await page.evaluate(async () => {
          await document.fonts.ready;
          const pictures = [...document.images].filter((own) => own.loading !== 'lazy');
          await Promise.all(pictures.map((own) => own.decode().catch(() => undefined)));
          for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
        });
        if (await overflows(page)) problems.push(`${name} is larger than ${size.width}`);
        const shot = await page.screenshot({ animations: 'disabled' });
        if (shots) await writeFile(join(shots, `${name}-${theme}-${size.width}.png`), shot);
        const told = await compare(`${name}-${theme}-${size.width}`, shot);
        if (told) problems.push(told);
      }
    }
    await context.close();
    assert.deepEqual(problems, [], `what differs lies in ${differing}`);
  });
}

const take = (/** @type {number} */ n) => `/create/session-1/job-${n}`;
const shown = (/** @type {string} */ what) => (/** @type {Page} */ page) =>
  page.locator(what).first().waitFor();

screen('first-run', 'first', '/create', shown('#prompt'));
screen('review', 'first', '/create', async (page) => {
  await page.locator('#prompt').fill('a red fox in snow, doesn’t stop');
  await page.keyboard.press('Control+e');
  await page.locator('[data-change="0"]').waitFor();
  await page.locator('[data-change="0"]').focus();
  await page.keyboard.press('Enter');
  await page.getByText('~4 s').first().waitFor();
  await page.getByText('a street').waitFor();
});
const prompt = 'a red fox trots through deep snow in a birch forest at dawn';
/** @param {Page} page @param {string} [text] */
async function write(page, text = prompt) {
  await page.locator('#prompt').fill(text);
  await page.getByText('~4 s').first().waitFor();
  await page.getByText('a street').waitFor();
}
/** @param {Page} page @param {string} request */
async function ask(page, request) {
  await page.keyboard.press('Control+l');
  await page.keyboard.type(request);
  await page.keyboard.press('Enter');
}
screen('talk', 'first', '/create', async (page) => {
  await write(page);
  await ask(page, 'make it night, remove the car');
  await page.locator('[data-answer=changes]').waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('1 accepted').first().waitFor();
});
screen('talk-refused', 'first', '/create', async (page) => {
  await write(page);
  await ask(page, 'blorp the wug');
  await page.locator('[data-answer=refused]').waitFor();
});
screen('talk-failed', 'model', '/create', async (page) => {
  await write(page);
  await ask(page, 'make it night');
  await page.locator('[data-instead]').click();
  await page.locator('[data-model-failed]').waitFor();
  await page.keyboard.press('Control+l');
});
screen('talk-waiting', 'slow', '/create', async (page) => {
  await write(page);
  await ask(page, 'make it night');
  await page.locator('[data-stop]').waitFor();
});
screen('locks', 'first', '/create', async (page) => {
  await write(page);
  for (const field of ['time_of_day', 'subjects'])
    await page.locator(`[data-lock=${field}]`).click();
  await page.locator('#prompt').evaluate((field) => {
    if (!(field instanceof HTMLTextAreaElement)) return;
    field.focus();
    field.setSelectionRange(2, 9);
  });
  await page.keyboard.press('Control+Shift+l');
  await page.locator('[data-locked-words]').waitFor();
  await ask(page, 'make it night');
  await page.locator('[data-answer=refused]').waitFor();
});
screen('variations', 'first', '/create', async (page) => {
  await write(page);
  await page.keyboard.press('Control+Shift+v');
  await page.locator('[data-card="7"]').waitFor();
  for (const card of [1, 2, 4]) await page.locator(`[data-card="${card}"]`).click();
  await page.getByText('~13 s').waitFor();
});
screen('variations-few', 'model', '/create', async (page) => {
  await write(page, `${prompt}. ${'The snow lies deep, and nothing else moves. '.repeat(12)}`);
  await page.keyboard.press('Control+Shift+v');
  await page.locator('[data-card="7"]').waitFor();
  for (const axis of ['weather', 'camera', 'pace'])
    await page.locator(`[data-axis=${axis}]`).click();
  await page.locator('[data-new-set]').click();
  await page.locator('[data-short]').waitFor();
  await page.locator('[data-card="2"]').focus();
  await page.keyboard.press('e');
  await page.locator('article textarea').waitFor();
});
screen('variations-waiting', 'slow', '/create', async (page) => {
  await write(page);
  await page.keyboard.press('Control+Shift+v');
  await page.locator('[data-stop]').waitFor();
});
screen('states', 'states', '/create/session-1', shown('.card'));
screen('busy', 'night', '/create/session-1', async (page) => {
  await page.locator('.card').first().waitFor();
  await page.keyboard.press('Control+j');
  await page.locator('[data-lane]').first().waitFor();
});
screen('take', 'night', take(1), shown('video'));
screen('diff', 'night', take(2), async (page) => {
  await page.getByRole('tab', { name: 'Diff' }).click();
  await page.locator('[data-diff] ins').first().waitFor();
});
screen('file', 'night', take(1), (page) => page.getByRole('tab', { name: 'File' }).click());
screen('export', 'many', '/create/session-1', async (page) => {
  await page.locator('.card').first().waitFor();
  await page.keyboard.press('Control+Shift+e');
  await page.locator('dialog[open]').waitFor();
});
screen('failed', 'states', take(14), shown('#panel'));
screen('not-sure', 'states', take(10), shown('#panel'));
screen('many', 'many', '/create/session-1', shown('.card'));
screen('pages', 'pages', '/create/session-1', shown('[data-take-pages]'));
screen('queue', 'night', '/queue', shown('tr[data-state]'));
screen('queue-selected', 'night', '/queue', async (page) => {
  await page.locator('[data-pick=job-10] input').click();
  await page.locator('[data-pick=job-13] input').click({ modifiers: ['Shift'] });
  await page.locator('[data-selection]').waitFor();
});
screen('queue-decide', 'states', '/queue', async (page) => {
  await page.locator('tr[data-state=undecided] [data-remedy=retry]').waitFor();
  await page.getByText('free (this computer)').first().waitFor();
});
screen('queue-recovering', 'recovering', '/queue', async (page) => {
  await page.locator('tr[data-state=in_doubt]').first().waitFor();
  await page.locator('[data-away]').waitFor();
});
screen('queue-empty', 'first', '/queue', shown('h1'));
const causes = shown('[data-cause]');
screen('queue-morning', 'morning', '/queue', causes);
screen('queue-takes', 'morning', '/queue', async (page) => {
  await causes(page);
  await page.locator('[data-cause=undecided] summary').click();
  await page.locator('[data-cause-take]').first().waitFor();
});
screen('queue-again', 'morning', '/queue', async (page) => {
  await page.locator('[data-cause=failed] [data-remedy=retry]').first().click();
  await page.locator('[data-question]').waitFor();
});
screen('queue-outcome', 'morning', '/queue', async (page) => {
  await page.locator('[data-cause=failed] [data-remedy=retry]').first().click();
  await page.locator('[data-yes]').click();
  await page.locator('[data-outcome]').waitFor();
});
screen('queue-budget', 'budget', '/queue', shown('[data-budget]'));
screen('queue-failed', 'states', '/queue/failed', causes);
screen('sessions', 'night', '/sessions', shown('h1'));
screen('sessions-empty', 'first', '/sessions', shown('h1'));
screen('settings', 'first', '/settings', shown('h1'));
screen('engines', 'setup', '/settings/engines', async (page) => {
  await page.getByRole('button', { name: 'Test all' }).click();
  await page.locator('[data-trial=bad]').waitFor();
});
screen('engine-refused', 'setup', '/settings/engines', async (page) => {
  await page.locator('[data-add-engine]').click();
  await page.getByLabel('Address', { exact: true }).fill('nowhere');
  await page.locator('[data-engine-form] [data-send]').click();
  await page.locator('[aria-invalid=true]').first().waitFor();
});
screen('engine-nvidia', 'setup', '/settings/engines', async (page) => {
  await page.locator('[data-add-engine]').click();
  await page.locator('[data-kind=nvcf]').click();
  await page.locator('[data-charge]').selectOption('per_second');
  await page.getByLabel('Dollars per second').fill('0.12');
});
screen('engines-first', 'first', '/settings/engines', shown('[data-engine-card]'));
screen('models', 'models', '/settings/models', async (page) => {
  await page.locator('[data-model-card=qwen3-8b] [data-test]').click();
  await page.locator('[data-trial=good]').waitFor();
  await page.locator('[data-model-card^=the-large] [data-test]').click();
  await page.locator('[data-trial=bad]').waitFor();
});
screen('model-adding', 'first', '/settings/models', async (page) => {
  await page.locator('[data-add-model]').click();
  await page.locator('[data-quick=openai]').click();
  await page.locator('[data-list]').click();
  await page.locator('[data-listed]').waitFor();
  await page.getByLabel('In, $ for 1M tokens').fill('0.15');
  await page.getByLabel('Out, $ for 1M tokens').fill('0.60');
});
screen('models-found', 'models', '/settings/models', async (page) => {
  await page.locator('[data-add-model]').click();
  await page.locator('[data-quick=look]').click();
  await page.getByRole('button', { name: 'gemma3:12b' }).click();
  await page.locator('[data-model-form] [data-send]').click();
  await page.locator('[aria-invalid=true]').waitFor();
});
screen('keys', 'setup', '/settings/keys', async (page) => {
  await page.locator('[data-key=old] [data-test]').click();
  await page.locator('[data-trial=bad]').waitFor();
});
screen('keys-adding', 'setup', '/settings/keys', async (page) => {
  await page.locator('[data-key=backup] [data-limits]').click();
  await page.locator('[data-add-key]').click();
  await page.locator('[data-key-form]').waitFor();
});
screen('keys-first', 'first', '/settings/keys', shown('h2'));
screen('key-remove', 'setup', '/settings/keys', async (page) => {
  await page.locator('[data-key=old] [data-remove]').click();
  await page.locator('[data-question]').waitFor();
});
screen('queue-keys', 'setup', '/queue', async (page) => {
  await page.locator('tr[data-state]').first().waitFor();
  await page.keyboard.press('Control+j');
  await page.locator('[data-lane]').first().waitFor();
});
screen('price', 'setup', '/create', async (page) => {
  await page.locator('#prompt').fill(prompt);
  await page.getByRole('tab', { name: 'Params' }).click();
  await page
    .locator('#panel [data-engine-choice]')
    .selectOption('cosmos-hosted-by-nvidia-for-the-night-shift');
  await page.getByLabel('Takes', { exact: true }).selectOption('4');
  await page.getByText('~$1.92').first().waitFor();
  await page.locator('[data-generate]').click();
  await page.locator('[data-question]').waitFor();
});
screen('params', 'setup', '/create', async (page) => {
  await page.locator('#prompt').fill(prompt);
  await page.getByRole('tab', { name: 'Params' }).click();
  // What the studio says of the price, not what the page knew before it answered.
  await page.locator('[data-generate]').getByText('free', { exact: true }).waitFor();
});
screen('palette', 'night', '/create/session-1', async (page) => {
  await page.locator('.card').first().waitFor();
  await page.keyboard.press('Control+k');
  await page.locator('dialog[open]').waitFor();
});
screen('help', 'night', '/queue', async (page) => {
  await page.locator('h1').waitFor();
  await page.locator('main').focus();
  await page.keyboard.press('?');
  await page.locator('dialog[open]').waitFor();
});
screen('lost', 'lost', '/create/session-1', async (page) => {
  await page.locator('.card').first().waitFor();
  await page.getByText('The line to the studio broke').waitFor();
});
screen('refused', 'refused', '/create', shown('.middle'));
