// The page built with a made-up studio (ui/src/transport/fake/): nothing in it depends on
// the hour, and what goes wrong there goes wrong each time.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build, preview } from 'vite';

const NOW = 1_795_581_135_000;
const root = fileURLToPath(new URL('..', import.meta.url));
/** A clip that is never played here: its poster stays. */
const video = await readFile(join(root, 'src/assets/selftest.mp4'));
/** A picture of flat colours: it is small, and looks the same half as large. */
const poster = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9">
  <path fill="#27405f" d="M0 0h16v9H0z"/><path fill="#d98a4e" d="M9 1h4v4H9z"/>
  <path fill="#1c2733" d="M0 5h16v4H0z"/></svg>`;

/** Builds the page and serves it. */
export async function madeUp() {
  const built = await mkdtemp(join(tmpdir(), 'worldreel-made-up-'));
  await build({
    root,
    mode: 'pictures',
    logLevel: 'warn',
    build: { outDir: built, emptyOutDir: true },
  });
  const server = await preview({ root, build: { outDir: built }, preview: { port: 0 } });
  return {
    address: server.resolvedUrls?.local[0] ?? '',
    async close() {
      await server.close();
      await rm(built, { recursive: true, force: true });
    },
  };
}

/**
 * Stops the clock of a page, and gives it the pictures that its studio speaks of.
 * @param {import('playwright-core').Page} page
 */
export async function standStill(page) {
  await page.clock.setFixedTime(NOW);
  await page.route('**/fake/poster.svg', (route) =>
    route.fulfill({ body: poster, contentType: 'image/svg+xml' }),
  );
  await page.route('**/fake/video.mp4', (route) =>
    route.fulfill({ body: video, contentType: 'video/mp4' }),
  );
}
