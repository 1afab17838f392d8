// The tree of revisions: steps are kept as they are accepted, gone back to, branched, named,
// compared, found again and taken over; sessions are put away and duplicated.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { address, ask, becomes, clear, fits, launch, look, open, sizes } from './window.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('playwright-core').Page} */
let page;
/** @type {string[]} */
let errors;
/** @type {string[]} */
const found = [];
const word = `otter${String(Date.now())}`;

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

const prompt = () => page.locator('#prompt');
const head = () => page.locator('[data-head]');
const rows = () => page.locator('[data-tree] [data-revision]');
const labels = () =>
  rows().evaluateAll((all) => all.map((own) => own.getAttribute('aria-label')?.split(', ')[0]));
const session = () => page.url().split('/').at(-1) ?? '';
/** @returns {Promise<[string, number | null, string][]>} */
const told = async () => {
  const { revisions } = (await ask(`/sessions/${session()}`)).revisions;
  return revisions
    .reverse()
    .map((/** @type {any} */ own) => [
      own.origin,
      revisions.find((/** @type {any} */ other) => other.id === own.parent)?.number ?? null,
      own.prompt,
    ]);
};

test('what is accepted becomes a step, in a session that is made of it', async () => {
  await prompt().fill(`a red ${word} by a river`);
  await page.keyboard.press('Control+E');
  await page.getByRole('button', { name: 'Accept all' }).click();
  await page.getByRole('button', { name: 'Edit by hand' }).click();
  await page.waitForURL(/create\/./);
  await becomes(async () => (await told()).length, 2);
  const steps = await told();
  assert.deepEqual(steps[0], ['typed', null, `a red ${word} by a river`]);
  assert.equal(steps[1]?.[0], 'enhanced');
  assert.equal(steps[1]?.[1], 1);
  // The page goes on where it was: the words stand, and the chip says where one is.
  assert.equal(await prompt().inputValue(), steps[1]?.[2]);
  await head().getByText('Revision 2').waitFor();
});

test('a render adds no copy of what is a step already', async () => {
  await page.locator('[data-generate]').click();
  await page.locator('[data-take]').first().waitFor();
  assert.equal((await told()).length, 2);
  const { jobs, revisions } = await ask(`/sessions/${session()}`);
  assert.equal(jobs.jobs[0].revision, revisions.revisions[0].id);
});

test('one goes back by keys, on from there, and a branch is drawn', async () => {
  await page.keyboard.press('Control+Shift+H');
  await rows().first().waitFor();
  // A render leaves the tab that was chosen.
  await page.locator('[data-generate]').click();
  await page.locator('[data-take]').nth(1).waitFor();
  await page.locator('#tab-tree[aria-selected=true]').waitFor();
  await rows().first().focus();
  assert.deepEqual(await labels(), ['Revision 2', 'Revision 1']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await head().getByText('Revision 1').waitFor();
  assert.equal(await prompt().inputValue(), `a red ${word} by a river`);
  await prompt().fill(`a grey ${word} by a river`);
  await page.locator('#talk').fill('make it night');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Accept all' }).click();
  await page.getByRole('button', { name: 'Edit by hand' }).click();
  await becomes(
    async () => (await told()).map(([origin, from]) => [origin, from]),
    [
      ['typed', null],
      ['enhanced', 1],
      ['edited', 1],
      ['updated', 3],
    ],
  );
  await head().getByText('Revision 4').waitFor();
  found.push(...(await look(page, 'tree')));
});

test('a revision is named, and two are compared word by word and field by field', async () => {
  await rows().nth(0).focus();
  await page.keyboard.press('n');
  await page.keyboard.type('Night');
  await page.keyboard.press('Enter');
  await head().getByText('Night').waitFor();
  await becomes(
    () =>
      page.evaluate(
        () => document.activeElement?.getAttribute('aria-label')?.includes('Night') ?? false,
      ),
    true,
  );
  await page.keyboard.press(' ');
  await page.keyboard.press('End');
  await page.keyboard.press(' ');
  const compared = page.locator('[data-compared]');
  await compared.getByText('Revision 4, beside 1').waitFor();
  await compared.locator('ins', { hasText: 'grey' }).first().waitFor();
  await compared.getByText('Time of day').waitFor();
  found.push(...(await look(page, 'tree-compared')));
  await compared.getByRole('button', { name: 'Close the comparison' }).click();
});

test('what stood there is kept when one goes back, and undo comes back', async () => {
  await prompt().fill(`a ${word} nobody has kept`);
  await head().getByText('Night').waitFor();
  await rows().nth(2).click();
  await page.locator('[data-tree] [data-back]').click();
  await page.getByText('Back at revision 2', { exact: true }).waitFor();
  assert.deepEqual((await told()).at(-1), ['edited', 4, `a ${word} nobody has kept`]);
  await page.getByRole('button', { name: 'Undo' }).click();
  assert.equal(await prompt().inputValue(), `a ${word} nobody has kept`);
});

test('history is searched over all sessions, and a find is taken over', async () => {
  await page.goto(`${address}/#/create`);
  await becomes(() => prompt().inputValue(), '');
  await page.keyboard.press('Control+Shift+H');
  await page.locator('#tree-search').fill(`NIGHT ${word.toUpperCase()}`);
  const hits = page.locator('[data-hits] > li');
  await hits.first().waitFor();
  assert.equal(await hits.count(), 1);
  found.push(...(await look(page, 'tree-search')));
  await hits.first().locator('[data-take-over]').click();
  await page.waitForURL(/create\/./);
  await becomes(async () => (await told()).map(([origin]) => origin), ['restored']);
  assert.match(await prompt().inputValue(), new RegExp(`grey ${word}`));
});

test('a session is duplicated and put away, and both can be undone', async () => {
  await page.goto(`${address}/#/sessions`);
  const row = (/** @type {string} */ title) =>
    page.locator('[data-session]', { hasText: title }).first();
  const title = `a red ${word} by a river`;
  await page.getByRole('button', { name: `Duplicate “${title}”` }).click();
  await row(`Copy of ${title}`).waitFor();
  const copy = (await ask('/sessions')).find(
    (/** @type {any} */ own) => own.title === `Copy of ${title}`,
  );
  assert.equal((await ask(`/sessions/${copy.id}`)).revisions.total, 5);
  await page.getByRole('button', { name: 'Undo' }).click();
  await row(`Copy of ${title}`).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: `Put “${title}” away` }).click();
  await page.locator('summary', { hasText: 'Put away (1)' }).click();
  found.push(...(await look(page, 'sessions-apart')));
  await page.getByRole('button', { name: `Take out “${title}”` }).click();
  await page.locator('summary', { hasText: 'Put away' }).waitFor({ state: 'detached' });
});

test('it fits into small windows', async () => {
  await page.goto(`${address}/#/create`);
  await page.keyboard.press('Control+Shift+H');
  for (const size of [...sizes, { width: 720, height: 450 }]) {
    await page.setViewportSize(size);
    await fits(page, JSON.stringify(size));
  }
  await page.setViewportSize(sizes[0] ?? { width: 1440, height: 900 });
});

test('nothing serious was found on the way', () => {
  assert.deepEqual(found, []);
  assert.deepEqual(errors, []);
});
