// From a key to the picture that shows its letter: on Create, and in a page with one
// field. Prints two figures in milliseconds as JSON: { "figure": 9.1, "reference": 8.9 }.
import { ask, launch } from '../e2e/window.mjs';

const ROUNDS = 6;
const KEYS = 40;
const BARE = 'data:text/html,<textarea id="prompt" rows="4" cols="80"></textarea>';
const address = process.env['WORLDREEL_URL'] ?? '';

const browser = await launch();

/**
 * Types, and gives back how long each letter took.
 * @param {string} at
 * @returns {Promise<number[]>}
 */
async function typed(at) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(at);
  await page.locator('#prompt').click();
  await page.evaluate(() => {
    const seen = /** @type {any} */ (window);
    seen.took = [];
    const key = (/** @type {Event} */ event) => {
      const began = event.timeStamp;
      // What is posted within a frame comes after its picture is made.
      requestAnimationFrame(() => {
        const after = new MessageChannel();
        after.port1.onmessage = () => seen.took.push(performance.now() - began);
        after.port2.postMessage(null);
      });
    };
    addEventListener('keydown', key, { capture: true });
  });
  await page.keyboard.type('a fox runs through deep snow at dawn. '.slice(0, KEYS), { delay: 45 });
  await page.waitForTimeout(200);
  const took = await page.evaluate(() => /** @type {any} */ (window).took);
  await page.close();
  return took;
}

/** @param {number[]} values */
function p95(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.95)] ?? 0;
}

/** @type {{ ours: number[], bare: number[] }} */
const all = { ours: [], bare: [] };
for (let round = 0; round < ROUNDS; round += 1) {
  await ask('/draft', {});
  all.ours.push(...(await typed(`${address}/#/create`)));
  all.bare.push(...(await typed(BARE)));
}
await browser.close();
process.stdout.write(JSON.stringify({ figure: p95(all.ours), reference: p95(all.bare) }) + '\n');
