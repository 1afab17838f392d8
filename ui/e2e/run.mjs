// npm run e2e -- http://127.0.0.1:8188 (or WORLDREEL_URL): the page against a real studio.
import { readdirSync } from 'node:fs';
import { spec as report } from 'node:test/reporters';
import { run } from 'node:test';
import { fileURLToPath } from 'node:url';

const [address] = process.argv.slice(2);
if (address) process.env['WORLDREEL_URL'] = address.replace(/\/$/, '');

const here = fileURLToPath(new URL('.', import.meta.url));
const files = readdirSync(here)
  .filter((name) => name.endsWith('.e2e.mjs'))
  .sort()
  .map((name) => here + name);

// They share one studio, so they go one after the other.
run({ files, concurrency: false })
  .on('test:fail', () => (process.exitCode = 1))
  .compose(new report())
  .pipe(process.stdout);
