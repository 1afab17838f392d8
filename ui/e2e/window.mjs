import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import { chromium } from 'playwright-core';

const require = createRequire(import.meta.url);

export const address = process.env['WORLDREEL_URL'] ?? 'http://127.0.0.1:8188';
const shots = process.env['WORLDREEL_SHOTS'];
const axe = await readFile(require.resolve('axe-core/axe.min.js'), 'utf8');

export const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
];
/** @type {('dark' | 'light')[]} */
export const themes = ['dark', 'light'];

export function launch() {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
      '--autoplay-policy=no-user-gesture-required',
    ],
  });
}

/**
 * A window on the studio that fails the test on an error of the page.
 * @param {import('playwright-core').Browser} browser
 */
export async function open(browser) {
  const context = await browser.newContext({ viewport: sizes[0] ?? null, colorScheme: 'dark' });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  /** @type {string[]} */
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return { page, errors, context };
}

/**
 * What axe finds serious, in words.
 * @param {import('playwright-core').Page} page
 */
export async function serious(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    // @ts-expect-error axe is not a module here
    const { violations } = await window.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return violations.map(
      (/** @type {any} */ { id, impact, nodes }) =>
        `${impact} ${id}: ${nodes.map((/** @type {any} */ node) => `${node.target} ${node.failureSummary}`).join(' | ')}`,
    );
  });
  return found.filter((/** @type {string} */ line) => /^(serious|critical)/.test(line));
}

/**
 * Waits until what is read is as wanted: a layout follows its window, and a movement its
 * key, a frame later.
 * @template T
 * @param {() => Promise<T>} read
 * @param {T} wanted
 * @param {string} [message]
 */
export async function becomes(read, wanted, message) {
  const until = Date.now() + 10_000;
  let now = await read();
  while (!isDeepStrictEqual(now, wanted) && Date.now() < until) {
    await new Promise((done) => setTimeout(done, 20));
    now = await read();
  }
  assert.deepEqual(now, wanted, message);
}

/**
 * Looks at a screen in both themes: axe, and pictures in every size where wanted.
 * @param {import('playwright-core').Page} page
 * @param {string} name
 */
export async function look(page, name) {
  /** @type {string[]} */
  const found = [];
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await page.waitForFunction(
      (wanted) => document.documentElement.dataset['theme'] === wanted,
      theme,
    );
    found.push(
      ...(await serious(page)).map((/** @type {string} */ line) => `${name}, ${theme}: ${line}`),
    );
    if (shots) await picture(page, `${name}-${theme}`);
  }
  await page.emulateMedia({ colorScheme: 'dark' });
  return found;
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} name
 */
async function picture(page, name) {
  if (!shots) return;
  await mkdir(shots, { recursive: true });
  for (const size of sizes) {
    await page.setViewportSize(size);
    await page.screenshot({ path: join(shots, `${name}-${size.width}x${size.height}.png`) });
  }
  if (sizes[0]) await page.setViewportSize(sizes[0]);
}

/**
 * Whether the page is wider or higher than the window.
 * @param {import('playwright-core').Page} page
 */
export function overflows(page) {
  return page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement;
    return scrollWidth > innerWidth || scrollHeight > innerHeight;
  });
}

/**
 * Nothing is larger than the window, once the page has followed a new size of it.
 * @param {import('playwright-core').Page} page
 * @param {string} [what]
 */
export async function fits(page, what) {
  await becomes(() => overflows(page), false, what);
}

/**
 * Asks the studio behind the page.
 * @param {string} path
 * @param {unknown} [body]
 */
export async function ask(path, body) {
  const response = await fetch(`${address}/studio/v1${path}`, {
    ...(body
      ? {
          method: 'POST',
          headers: { 'content-type': 'application/json', origin: address },
          body: JSON.stringify(body),
        }
      : {}),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return /** @type {any} */ (await response.json());
}

/** Leaves nothing in the queue, the queue running, and no draft of a new session. */
export async function clear() {
  for (const job of (await ask('/queue')).jobs) {
    const can = job.actions.find((/** @type {any} */ offer) => offer.action === 'cancel');
    if (!can || can.refused) continue;
    // It may be done by now.
    await ask(`/jobs/${job.id}/act`, { action: 'cancel' }).catch((error) => {
      if (!/: 409 /.test(String(error))) throw error;
    });
  }
  await ask('/queue/pause', { paused: false });
  await ask('/draft', {});
}

/** Leaves nothing in the queue, no engine but what is built in, and no key. */
export async function clearSetup() {
  await clear();
  // An engine can't go before its renders have stopped.
  const remove = (/** @type {string} */ path) =>
    becomes(
      async () => {
        const request = { method: 'DELETE', headers: { origin: address } };
        return (await fetch(`${address}/studio/v1${path}`, request)).ok;
      },
      true,
      `${path} is removed`,
    );
  for (const { name, setup } of await ask('/engines')) if (setup) await remove(`/engines/${name}`);
  for (const { name, setup } of await ask('/refiners')) if (setup) await remove(`/models/${name}`);
  for (const { provider, label } of await ask('/keys')) await remove(`/keys/${provider}/${label}`);
}

/**
 * The name of what has the focus: its label, its id, or its words.
 * @param {import('playwright-core').Page} page
 */
export function focused(page) {
  return page.evaluate(() => {
    const own = document.activeElement;
    return own?.getAttribute('aria-label') || own?.id || own?.textContent.trim() || '';
  });
}
