// A studio that is killed in mid-render and started again, under an open page.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { launch, open } from './window.mjs';

const program =
  process.env['WORLDREEL_PROGRAM'] ??
  fileURLToPath(new URL('../../target/debug/worldreel', import.meta.url));

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('playwright-core').Page} */
let page;
/** @type {string} */
let home;
/** @type {import('node:child_process').ChildProcess | undefined} */
let studio;
let port = '0';

/** Starts the studio, on the same port as before. */
async function start() {
  const library = join(home, 'library');
  const child = spawn(program, ['serve', '--port', port, '--library', library], {
    env: { ...process.env, XDG_CONFIG_HOME: home, XDG_STATE_HOME: home },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  studio = child;
  for await (const line of createInterface({ input: child.stdout })) {
    port = new URL(line).port;
    return line.trim();
  }
  throw new Error('the studio ended without saying its address');
}

/** @returns {Promise<void>} */
function kill() {
  return new Promise((resolve) => {
    studio?.once('exit', () => resolve());
    studio?.kill('SIGKILL');
  });
}

before(async () => {
  home = await mkdtemp(join(tmpdir(), 'worldreel-heals-'));
  browser = await launch();
  // A line that breaks is an error the browser reports; here it is wanted.
  ({ page } = await open(browser));
});
after(async () => {
  await browser.close();
  await kill();
  await rm(home, { recursive: true, force: true });
});

const prompt = () => page.getByLabel('Prompt', { exact: true });
/** @param {string} state */
const card = (state) => page.locator(`[data-state=${state}]`).first();

test('a draft, the place and the queue outlive the studio', async () => {
  const address = await start();
  await page.goto(`${address}/#/create`);
  await prompt().fill('a lighthouse in a storm at night');
  await page.getByRole('tab', { name: 'Params' }).click();
  await page.locator('#panel').getByLabel('Seconds').fill('10');
  await page.getByRole('button', { name: /^Generate 1/ }).click();
  await card('running').waitFor();
  const place = page.url();
  await prompt().fill('a lighthouse in a storm at night, and one word more');

  await kill();
  await page.getByText('The line to the studio broke').waitFor();
  assert.equal(await prompt().inputValue(), 'a lighthouse in a storm at night, and one word more');
  await start();
  await page.getByText('The line to the studio broke').waitFor({ state: 'detached' });
  assert.equal(page.url(), place);
  assert.equal(await prompt().inputValue(), 'a lighthouse in a storm at night, and one word more');
  // What ran is drawn again, and the page hears of it.
  await card('running').waitFor();
  await card('done').waitFor({ timeout: 60_000 });
  await page.reload();
  await card('done').waitFor();
  assert.equal(await prompt().inputValue(), 'a lighthouse in a storm at night, and one word more');
});
