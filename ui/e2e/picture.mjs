// What is seen, beside what was seen when somebody looked at it last.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

const kept = fileURLToPath(new URL('./pictures', import.meta.url));
/** Where pictures that differ are left, each beside what was expected. */
export const differing = fileURLToPath(new URL('../../target/pictures', import.meta.url));
/** Whether what is seen now is what shall be seen: WORLDREEL_PICTURES=keep. */
const keep = process.env['WORLDREEL_PICTURES'] === 'keep';

/** Between two colours, 0 to 1; below it they are the same to an eye. */
const COLOUR_TOLERANCE = 0.12;
/** Of a channel, 0 to 255; well below the tolerance. */
const STEP = 15;
/** The share of pixels that may differ: a letter's edge, not a button. */
const SHARE_TOLERANCE = 0.002;

/** Starts anew with the pictures that differ. */
export async function begin() {
  await rm(differing, { recursive: true, force: true });
  await mkdir(keep ? kept : differing, { recursive: true });
}

/**
 * Compares a picture with the one that is kept. Null when they are the same to an eye.
 * They are kept at half the size, which is enough to see what moved, in a fifth of the
 * bytes.
 * @param {string} name
 * @param {Buffer} shot
 * @returns {Promise<string | null>}
 */
export async function compare(name, shot) {
  const now = halved(PNG.sync.read(shot));
  const path = join(kept, `${name}.png`);
  if (keep) {
    await writeFile(path, PNG.sync.write(now, { colorType: 2, deflateLevel: 9 }));
    return null;
  }
  const before = await readFile(path).then(
    (bytes) => PNG.sync.read(bytes),
    () => null,
  );
  if (!before) return `${name}: no picture is kept of it`;
  const { width, height } = now;
  if (before.width !== width || before.height !== height)
    return `${name}: ${width}x${height} instead of ${before.width}x${before.height}`;
  const shown = new PNG({ width, height });
  const pixels = pixelmatch(before.data, now.data, shown.data, width, height, {
    threshold: COLOUR_TOLERANCE,
  });
  const share = pixels / (width * height);
  if (share <= SHARE_TOLERANCE) return null;
  await writeFile(join(differing, `${name}.png`), PNG.sync.write(now));
  await writeFile(join(differing, `${name}.difference.png`), PNG.sync.write(shown));
  return `${name}: ${(share * 100).toFixed(2)} % of it differ`;
}

/**
 * Half as wide and half as high; each pixel is the mean of four, in steps that an eye
 * hardly sees and a file gets small by.
 * @param {PNG} whole
 */
function halved(whole) {
  const [width, height] = [whole.width >> 1, whole.height >> 1];
  const half = new PNG({ width, height });
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      for (let channel = 0; channel < 4; channel += 1) {
        const from = (2 * y * whole.width + 2 * x) * 4 + channel;
        const row = whole.width * 4;
        const of = (/** @type {number} */ at) => whole.data[at] ?? 0;
        const sum = of(from) + of(from + 4) + of(from + row) + of(from + row + 4);
        half.data[(y * width + x) * 4 + channel] = Math.round(sum / 4 / STEP) * STEP;
      }
    }
  }
  return half;
}
