// npm run e2e -- http://127.0.0.1:8188 (or WORLDREEL_URL): the page against a real studio.
import { spec as report } from 'node:test/reporters';
import { run } from 'node:test';
import { fileURLToPath } from 'node:url';

const [address] = process.argv.slice(2);
if (address) process.env['WORLDREEL_URL'] = address.replace(/\/$/, '');

run({ files: [fileURLToPath(new URL('./studio.e2e.mjs', import.meta.url))], concurrency: false })
  .on('test:fail', () => (process.exitCode = 1))
  .compose(new report())
  .pipe(process.stdout);
