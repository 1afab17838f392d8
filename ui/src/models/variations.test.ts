import { describe, expect, it } from 'vitest';

import { FakeStudio } from '../transport/fake';
import { fakeVaried } from '../transport/fake/refining';
import { shortened } from './cards';
import { Composer } from './composer.svelte';
import { Drafts } from './drafts';
import { Studio } from './studio.svelte';

async function varying() {
  const fake = new FakeStudio();
  const studio = new Studio(fake);
  await studio.refetch();
  const drafts = new Drafts(fake, null);
  const composer = new Composer(studio, drafts, undefined);
  composer.write('A fox in snow');
  const { variations } = composer;
  await variations.show();
  const card = (index: number) => {
    const found = variations.cards[index];
    if (!found) throw new Error(`there is no card ${index}`);
    return found;
  };
  const asked = () => fake.called.findLast(({ name }) => name === 'vary')?.input;
  return { fake, studio, drafts, composer, variations, card, asked };
}

describe('variations', () => {
  it('are eight with the chosen text first and unchanged', async () => {
    const { variations, card, asked } = await varying();
    expect(asked()).toMatchObject({ selected: ['A fox in snow'], total: 8 });
    expect(variations.cards).toHaveLength(8);
    expect(card(0)).toMatchObject({ prompt: 'A fox in snow', changes: [], axes: [] });
    expect(new Set(variations.cards.map(({ prompt }) => prompt)).size).toBe(8);
  });

  it('are at least one and at most twenty', async () => {
    const { variations } = await varying();
    variations.setTotal(21);
    expect(variations.total).toBe(20);
    variations.setTotal(0);
    expect(variations.total).toBe(1);
  });

  it('are shown again as they were, as long as the text is the same', async () => {
    const { variations, composer, fake } = await varying();
    variations.close();
    await variations.show();
    expect(fake.count('vary')).toBe(1);
    variations.close();
    composer.write('A hare');
    await variations.show();
    expect(fake.count('vary')).toBe(2);
    expect(variations.chosen?.prompt).toBe('A hare');
  });

  it('keep to the axes and the locks, and say when there are still too few', async () => {
    const { variations, composer, asked } = await varying();
    composer.locking.toggle('location');
    variations.toggleAxis('pace');
    variations.toggleAxis('camera');
    await variations.again();
    expect(asked()).toMatchObject({ axes: ['camera', 'pace'], locks: { fields: ['location'] } });
    expect(variations.shortOf).toEqual({ short_of: 'no_more_different', missing: 5 });
  });

  it('a new set keeps what is picked', async () => {
    const { variations, card } = await varying();
    const kept = card(3);
    variations.pick(kept);
    await variations.again();
    expect(card(1)).toMatchObject({ prompt: kept.prompt, axes: kept.axes, picked: true });
    expect(variations.cards).toHaveLength(8);
  });

  it('one is made anew like no other, in its place', async () => {
    const { variations, card, fake } = await varying();
    const before = variations.cards.map(({ prompt }) => prompt);
    fake.answers.vary = (input) => fakeVaried({ ...input, axes: null });
    variations.drop(card(7));
    await variations.anew(card(2));
    expect(before.indexOf(card(2).prompt)).toBe(7);
    expect(variations.cards).toHaveLength(7);
    const now = card(2);
    fake.answers.vary = ({ selected }) => fakeVaried({ selected, total: selected.length });
    await variations.anew(now);
    expect(card(2)).toBe(now);
    expect(variations.shortOf?.short_of).toBe('no_more_different');
  });

  it('one is dropped, and comes back to its place', async () => {
    const { variations, card } = await varying();
    const gone = card(2);
    const back = variations.drop(gone);
    expect(variations.cards).not.toContain(gone);
    back();
    expect(card(2)).toBe(gone);
  });

  it('the user’s words for one are compared with the chosen text', async () => {
    const { variations, card, fake } = await varying();
    await variations.edit(card(1), 'A fox in a boat');
    const compared = fake.called.findLast(({ name }) => name === 'compare')?.input;
    expect(compared).toEqual({ before: 'A fox in snow', after: 'A fox in a boat' });
    expect(card(1)).toMatchObject({ origin: 'edited', axes: [], prompt: 'A fox in a boat' });
    expect(card(1).changes.length).toBeGreaterThan(0);
    await variations.edit(card(1), '  ');
    expect(card(1).prompt).toBe('A fox in a boat');
  });

  it('made from another card they are compared with the chosen text', async () => {
    const { variations, card, fake } = await varying();
    fake.answers.vary = (input) => {
      const varied = fakeVaried({ ...input, total: 2 });
      return { ...varied, cards: varied.cards.map((own) => ({ ...own, made_from: 1 })) };
    };
    await variations.again();
    expect(fake.count('compare')).toBe(1);
    expect(card(1).changes.length).toBeGreaterThan(0);
  });

  it('what is picked is queued word for word, with its price, and closes the grid', async () => {
    const { variations, card, fake, drafts } = await varying();
    expect(variations.queueRefused).not.toBeNull();
    for (const index of [0, 2, 5]) variations.pick(card(index));
    const texts = variations.picked.map(({ prompt }) => prompt);
    expect(await variations.queue()).toBe('session-1');
    const order = fake.called.find(({ name }) => name === 'generate')?.input as {
      items: { prompt: string; origin: string; takes: number }[];
    };
    expect(order.items.map(({ prompt }) => prompt)).toEqual(texts);
    expect(order.items.map(({ origin }) => origin)).toEqual(['typed', 'variation', 'variation']);
    const draft = drafts.read('/fake', 'session-1');
    expect(draft?.variations).toMatchObject({ open: false });
    expect(draft?.variations?.cards.some(({ picked }) => picked)).toBe(false);
  });

  it('a failure is said and leaves the cards', async () => {
    const { variations, fake } = await varying();
    fake.answers.vary = () => {
      throw new Error('no answer');
    };
    await variations.again();
    expect([variations.error?.message, variations.cards.length]).toEqual(['no answer', 8]);
  });

  it('are kept with the draft', async () => {
    const { variations, studio, drafts, card } = await varying();
    variations.pick(card(4));
    const after = new Composer(studio, drafts, undefined).variations;
    expect([after.open, after.cards.length, after.picked.length]).toEqual([true, 8, 1]);
  });

  it('of the words that stay, a card shows what stands around a change', () => {
    const chosen = `A fox sits. ${'Snow falls on and on. '.repeat(9)}It is dawn.`;
    const end = chosen.length;
    const shown = shortened(chosen, [
      { at: { start: 2, end: 5 }, from: 'fox', to: 'hare', why: '' },
      { at: { start: end - 5, end }, from: 'dawn.', to: 'night.', why: '' },
    ]);
    const texts = shown.map((piece) => (piece.kind === 'same' ? piece.text : piece.change.to));
    expect(texts[0]).toBe('A ');
    expect(texts[2]?.length).toBeLessThan(70);
    expect(texts[2]).toMatch(/^ sits\. .* … .* It is $/);
    expect([texts[1], texts[3]]).toEqual(['hare', 'night.']);
  });
});
