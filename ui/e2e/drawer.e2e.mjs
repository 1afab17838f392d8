// The queue drawer, and the ways back it offers.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { address, ask, becomes, clear, fits, focused, launch, look, open } from './window.mjs';

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
  await page.locator('#prompt').waitFor();
});
after(async () => {
  await clear();
  await browser.close();
});

const drawer = () => page.locator('#queue-drawer');
const grid = () => page.getByRole('grid', { name: 'Lanes' });
const edge = () => page.getByRole('separator', { name: /^Height of the queue drawer/ });
const height = async () => Math.round((await drawer().boundingBox())?.height ?? 0);
const undo = () => page.locator('[data-undo]');
const states = async () => (await ask('/queue')).jobs.map((/** @type {any} */ job) => job.take);

test('Ctrl J opens it, Esc inside closes it and gives the focus to its button', async () => {
  assert.equal(await drawer().count(), 0);
  await page.keyboard.press('Control+j');
  await grid().waitFor();
  await grid().getByText('idle').first().waitFor();
  found.push(...(await look(page, '4-drawer-empty')));
  await grid().locator('[data-cell]').first().focus();
  await page.keyboard.press('Escape');
  await drawer().waitFor({ state: 'detached' });
  assert.equal(await focused(page), 'Lanes and times');
  await page.keyboard.press('Enter');
  await grid().waitFor();
});

test('its edge moves by keys and by drag, to 60 % of the height at most, and is remembered', async () => {
  await edge().focus();
  const before = await height();
  await page.keyboard.press('ArrowUp');
  assert.equal(await height(), before + 16);
  await page.keyboard.press('End');
  const most = Math.floor(900 * 0.6) - 32;
  assert.equal(await height(), most);
  assert.equal(await edge().getAttribute('aria-valuenow'), String(most));
  assert.equal(await edge().getAttribute('aria-valuemax'), String(most));
  const box = await edge().boundingBox();
  assert.ok(box);
  await page.mouse.move(700, box.y + 4);
  await page.mouse.down();
  await page.mouse.move(700, box.y + 104, { steps: 4 });
  await page.mouse.up();
  assert.equal(await height(), most - 100);
  await page.reload();
  await grid().waitFor();
  assert.equal(await height(), most - 100);
  await edge().dblclick();
  assert.equal(await height(), before);
});

test('without motion it is there at once, else it unfolds', async () => {
  await page.evaluate(() => {
    const moved = /** @type {number[]} */ ([]);
    Object.assign(window, { moved });
    const animate = Element.prototype.animate;
    /** @this {Element} @param {any} frames @param {any} options */
    Element.prototype.animate = function (frames, options) {
      const length = typeof options === 'number' ? options : Number(options?.duration ?? 0);
      if (this.id === 'queue-drawer' && length > 0) moved.push(length);
      return animate.call(this, frames, options);
    };
  });
  const moved = () => page.evaluate(() => /** @type {any} */ (window).moved);
  const turn = async () => {
    await page.keyboard.press('Control+j');
    await drawer().waitFor({ state: 'detached' });
    await page.keyboard.press('Control+j');
    await grid().waitFor();
  };
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await turn();
  assert.deepEqual(await moved(), []);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await turn();
  await becomes(moved, [220, 220]);
});

test('what runs is filled, what follows is hollow, and arrows lead along', async () => {
  const spec = { frames: 240, fps: 24, size: { width: 1280, height: 720 } };
  await ask('/batches', { items: [{ prompt: 'A grey heron stands in reeds', takes: 9, spec }] });
  await grid().locator('[data-block=running]').waitFor();
  await grid().locator('[data-block=next]').nth(2).waitFor();
  const running = grid().locator('[data-block=running]').first();
  await page.waitForFunction(() => {
    const own = document.querySelector('[data-block=running]');
    return own instanceof HTMLElement && Number(own.style.getPropertyValue('--v')) > 0;
  });
  found.push(...(await look(page, '4-drawer-busy')));
  await running.focus();
  assert.match(
    await focused(page),
    /^Grey heron \d, (starting|rendering|saving)(, \d+\s%)?(, about .+ left)?, sketch-1$/,
  );
  const first = await focused(page);
  await page.keyboard.press('ArrowRight');
  assert.notEqual((await focused(page)).slice(0, 12), first.slice(0, 12));
  // The last one has not begun meanwhile.
  await page.keyboard.press('End');
  assert.match(await focused(page), /^Grey heron \d, queued, starts about \d\d:\d\d, sketch-1$/);
  assert.equal(await grid().locator('[data-cell][tabindex="0"]').count(), 1);
  // What is over stays in sight, left of now.
  const over = grid().locator('[data-block=done]').last();
  await over.focus();
  assert.match(await focused(page), /^Grey heron \d, done at \d\d:\d\d after .+, sketch-1$/);
  const ends = await over.evaluate((own) => own.getBoundingClientRect().right);
  const next = grid().locator('[data-block=next]').first();
  assert.ok(ends <= (await next.evaluate((own) => own.getBoundingClientRect().left)));
});

test('a paused queue shows no times, but what waits and why; Undo resumes it', async () => {
  await page.keyboard.press('Control+Shift+p');
  await page.getByText('Queue paused', { exact: true }).waitFor();
  await drawer().getByText('Not yet on a lane').waitFor();
  await drawer().getByText('The queue is paused').first().waitFor();
  assert.equal(await grid().locator('[data-block=next]').count(), 0);
  await undo().click();
  await page.getByText('The queue is paused').first().waitFor({ state: 'detached' });
  assert.equal((await ask('/queue')).paused, false);
  await page.keyboard.press('Control+Shift+p');
  await page.getByText('Queue paused', { exact: true }).waitFor();
});

test('the counts lead to the queue, narrowed to them', async () => {
  await page.locator('[data-count=waiting]').click();
  await page.getByRole('heading', { level: 1, name: 'Queue' }).waitFor();
  assert.match(page.url(), /#\/queue\/waiting$/);
  // What rendered when the queue was paused may come to an end meanwhile.
  const agree = async () => {
    const told = await page.locator('[data-count=waiting]').textContent();
    return Number(told?.match(/\d+/)?.[0]) === (await page.locator('tbody tr').count());
  };
  await becomes(agree, true);
  const narrow = page.getByRole('navigation', { name: 'Show' });
  await narrow.getByRole('link', { name: 'Queued 0' }).click();
  await page.getByText('No job is in this state now.').waitFor();
  await narrow.getByRole('link', { name: /^Failed/ }).click();
  assert.match(page.url(), /#\/queue\/failed$/);
});

test('a cancelled job that waited gets its place back', async () => {
  await page.goto(`${address}/#/queue/waiting`);
  await page.getByRole('link', { name: 'Take 9' }).waitFor();
  // What rendered when the queue was paused is done first.
  await page.locator('[data-count=rendering]').waitFor({ state: 'detached', timeout: 60_000 });
  const before = await states();
  await page.getByRole('button', { name: 'Cancel: Take 8' }).click();
  await page.getByText('Take 8 cancelled', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Take 8' }).waitFor({ state: 'detached' });
  // While the focus is on it, the toast stays; then the keys undo.
  await undo().focus();
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Take 8' }).waitFor();
  assert.deepEqual(await states(), before);
});

test('a moved job goes back', async () => {
  const before = await states();
  await page.getByRole('button', { name: 'Move up: Take 8' }).click();
  await page.getByText('Take 8 moved up', { exact: true }).waitFor();
  assert.notDeepEqual(await states(), before);
  await page.locator('main').focus();
  await page.keyboard.press('Control+z');
  await undo().waitFor({ state: 'detached' });
  await page.waitForFunction(() => {
    const links = [...document.querySelectorAll('tbody a')].map((link) => link.textContent.trim());
    return links.indexOf('Take 7') < links.indexOf('Take 8');
  });
  assert.deepEqual(await states(), before);
});

test('a job is dragged to its place; Escape leaves it where it was', async () => {
  const before = await states();
  const row = (/** @type {number} */ take) =>
    page.locator('tbody tr', {
      has: page.getByRole('link', { name: `Take ${take}`, exact: true }),
    });
  const drag = async () => {
    await row(8).hover();
    await row(8).locator('[data-grip]').hover();
    await page.mouse.down();
    const box = await row(7).boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + 40, box.y + 4, { steps: 4 });
    await page.locator('[data-drop="before"]').waitFor();
  };
  await drag();
  await page.keyboard.press('Escape');
  await page.locator('[data-drop]').waitFor({ state: 'detached' });
  await page.mouse.up();
  assert.deepEqual(await states(), before);
  await drag();
  await page.mouse.up();
  await page.getByText('Take 8 moved up', { exact: true }).waitFor();
  assert.notDeepEqual(await states(), before);
  await undo().click();
  await page.waitForFunction(() => {
    const links = [...document.querySelectorAll('tbody a')].map((link) => link.textContent.trim());
    return links.indexOf('Take 7') < links.indexOf('Take 8');
  });
});

test('the window stays whole with the drawer at its highest', async () => {
  for (const size of [
    { width: 1440, height: 900 },
    { width: 1024, height: 700 },
  ]) {
    await page.setViewportSize(size);
    await page.goto(`${address}/#/create`);
    await page.locator('#prompt').waitFor();
    await edge().focus();
    await page.keyboard.press('End');
    await fits(page, `at ${size.width}`);
    const generate = await page.locator('[data-generate]').boundingBox();
    const top = (await edge().boundingBox())?.y ?? 0;
    assert.ok(generate && generate.y + generate.height <= top + 4, `Generate at ${size.width}`);
  }
});

test('axe finds nothing serious, and the page reports no error', () => {
  assert.deepEqual(found, []);
  assert.deepEqual(errors, []);
});
