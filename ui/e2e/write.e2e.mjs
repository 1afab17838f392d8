// Writing by keys, the row with Generate, and the loop of a take.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { address, ask, becomes, clear, focused, launch, look, open, sizes } from './window.mjs';

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
  await page.goto(`${address}/#/create`);
  await page.locator('#prompt').fill('A tin robot waters a plant');
});
after(() => browser.close());

const summary = async () => (await page.locator('[data-summary]').textContent()) ?? '';

test('Enhance by its key; a change is accepted and rejected by keys', async () => {
  await page.keyboard.press('Control+e');
  const first = page.locator('[data-change="0"]');
  await first.waitFor();
  await first.focus();
  await page.keyboard.press('Enter');
  assert.match(await summary(), /^1 accepted, 0 rejected/);
  // The keys went along to the next.
  assert.match(await focused(page), /change 2 of/);
  await page.keyboard.press('Delete');
  assert.match(await summary(), /^1 accepted, 1 rejected/);
  await page.keyboard.press('Alt+ArrowUp');
  assert.match(await focused(page), /change 2 of/);
});

test('what was decided for all is taken back, what was decided before stays', async () => {
  const before = await summary();
  await page.locator('[data-accept-all]').click();
  await page.getByText('All changes accepted', { exact: true }).waitFor();
  assert.match(await summary(), /, 0 rejected, 0 to decide$/);
  await page.locator('[data-undo]').click();
  assert.equal(await summary(), before);
});

test('the reason left of Generate is never cut, nor is Generate', async () => {
  // The first is 1440x900 at 200 %.
  for (const size of [{ width: 720, height: 450 }, ...sizes]) {
    await page.setViewportSize(size);
    const whole = () =>
      page.evaluate(() => {
        const row = document.querySelector('[data-tools]')?.getBoundingClientRect();
        return ['[data-why]', '[data-generate]'].map((name) => {
          const own = document.querySelector(name);
          const box = own?.getBoundingClientRect();
          if (!row || !own || !box) return `${name} is missing`;
          if (own.scrollWidth > own.clientWidth) return `${name} is cut`;
          return box.left < row.left || box.right > row.right + 1 ? `${name} sticks out` : 'whole';
        });
      });
    await becomes(whole, ['whole', 'whole'], `undecided at ${size.width}`);
    found.push(...(await look(page, '2-action-row')));
  }
});

test('the settings in one line open where they can be changed', async () => {
  // Beside the inspector, which holds them, it may have no room.
  await page.keyboard.press('Control+i');
  const line = page.locator('[data-spec-line]');
  await line.waitFor();
  assert.match((await line.textContent()) ?? '', /^1280×720 · 24\sfps · 4\ss$/);
  await line.click();
  await page.locator('#tab-params[aria-selected=true]').waitFor();
  assert.equal(await focused(page), 'tab-params');
  await page.setViewportSize({ width: 1440, height: 900 });
});

test('a take loops between I and O, and Esc lets go', async () => {
  const spec = { frames: 24, fps: 24, size: { width: 320, height: 180 } };
  const batch = await ask('/batches', { items: [{ prompt: 'A kite turns', takes: 1, spec }] });
  await page.goto(`${address}/#/create/${batch.session}/${batch.first.id}`);
  const scrub = page.getByRole('slider', { name: 'Position' });
  await scrub.waitFor({ timeout: 60_000 });
  await page.locator('main').focus();
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('i');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('o');
  await page.locator('[data-loop="Loop 00:00.04 to 00:00.14"]').waitFor();
  assert.match((await scrub.getAttribute('aria-valuetext')) ?? '', /Loop 00:00\.04 to 00:00\.14$/);
  found.push(...(await look(page, '5-loop')));
  // In the prompt the same keys are letters.
  const prompt = page.getByLabel('Prompt', { exact: true });
  await prompt.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('oil');
  assert.equal(await prompt.inputValue(), 'oil');
  await page.locator('[data-loop="Loop 00:00.04 to 00:00.14"]').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('End');
  await page.keyboard.press('Space');
  // It plays on, and never leaves what is looped for longer than it takes to notice.
  await page.waitForFunction(() => {
    const video = document.querySelector('video');
    if (!video || video.paused) return false;
    const seen = /** @type {any} */ (window);
    seen.turns = (seen.turns ?? 0) + (video.currentTime < (seen.last ?? 0) ? 1 : 0);
    seen.most = Math.max(seen.most ?? 0, video.currentTime);
    seen.last = video.currentTime;
    return seen.turns >= 2;
  });
  const most = await page.evaluate(() => /** @type {any} */ (window).most);
  assert.ok(most < 20 / 24, `it went on to ${most} s`);
  await page.keyboard.press('k');
  await page.keyboard.press('Escape');
  await page.locator('[data-loop]').waitFor({ state: 'detached' });
});

test('axe finds nothing serious, and the page reports no error', () => {
  assert.deepEqual(found, []);
  assert.deepEqual(errors, []);
});
