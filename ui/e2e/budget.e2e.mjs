// What a batch may cost: allowed with its order, and raised when it is used up. The studio is
// made up, since its engine costs something.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { madeUp, standStill } from './madeUp.mjs';
import { launch, look, open } from './window.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('playwright-core').Page} */
let page;
/** @type {string[]} */
let errors;
/** @type {Awaited<ReturnType<typeof madeUp>>} */
let studio;
/** @type {string[]} */
const found = [];

before(async () => {
  studio = await madeUp();
  browser = await launch();
  ({ page, errors } = await open(browser));
  await standStill(page);
});
after(async () => {
  await browser?.close();
  await studio?.close();
});

const note = () => page.locator('[data-budget]');
const sum = () => note().getByLabel('New budget, $');

test('a used up budget is told with what it has bought and how many wait for more', async () => {
  await page.goto(`${studio.address}?scene=budget#/queue`);
  await note().getByText('$5.28 of $5.60 used · 3 takes cost more than is left').waitFor();
  const why = page.getByText('It costs ~$0.48, and $0.32 is left of its batch’s budget');
  assert.equal(await why.count(), 3);
  await page.getByText('you agreed to $0.24').waitFor();
  assert.equal(await page.locator('[data-order]').inputValue(), 'by_turns');
  await page.locator('[data-priority]').getByText('High priority').waitFor();
  found.push(...(await look(page, '7-queue-budget')));
});

test('it is raised above what is used, and Undo puts it back', async () => {
  await sum().fill('5');
  await page.keyboard.press('Enter');
  await note().getByText('Type a sum above what is used').waitFor();
  await sum().fill('7.5');
  await page.keyboard.press('Enter');
  await note().getByText('$5.28 of $7.50 used').waitFor();
  await page.locator('[data-undo]').click();
  await note().getByText('$5.28 of $5.60 used').waitFor();
  await note().getByRole('button', { name: 'No limit' }).click();
  await note().waitFor({ state: 'detached' });
});

test('an order that costs is allowed as far as a sum goes', async () => {
  await page.goto('about:blank');
  await page.goto(`${studio.address}?scene=setup#/create`);
  await page.locator('#prompt').fill('a red fox');
  await page.getByRole('tab', { name: 'Params' }).click();
  await page
    .locator('#panel [data-engine-choice]')
    .selectOption('cosmos-hosted-by-nvidia-for-the-night-shift');
  await page.getByLabel('Takes', { exact: true }).selectOption('4');
  await page.locator('[data-generate]').click();
  await page.locator('[data-limit]').fill('much');
  await page.locator('[data-yes]').click();
  await page.locator('[data-question] .tone-bad').first().waitFor();
  await page.locator('[data-limit]').fill('1');
  assert.equal(await page.locator('[data-yes]').innerText(), 'Queue, spend at most $1.00');
  found.push(...(await look(page, '7-price-limit')));
  await page.keyboard.press('Escape');
});

test('there was no error in the page and nothing that axe finds', () => {
  assert.deepEqual(errors, []);
  assert.deepEqual(found, []);
});
