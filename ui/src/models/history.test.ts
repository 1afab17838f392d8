import { describe, expect, it } from 'vitest';

import { FakeStudio } from '../transport/fake';
import { StudioError } from '../transport/types';
import { Composer } from './composer.svelte';
import { Drafts } from './drafts';
import { Studio } from './studio.svelte';

async function composing() {
  const fake = new FakeStudio();
  const studio = new Studio(fake);
  await studio.refetch();
  const drafts = new Drafts(fake, null);
  const composer = new Composer(studio, drafts, undefined);
  const adopted: string[] = [];
  composer.onadopt = (session) => adopted.push(session);
  return { fake, studio, drafts, composer, adopted };
}
const told = (fake: FakeStudio) =>
  fake.revisions.map(({ origin, parent, prompt }) => [origin, parent ?? null, prompt]);

/** Writes a text, has it enhanced and accepts the second change. */
async function enhanced(composer: Composer): Promise<void> {
  composer.write('A robot walks');
  await composer.refining.enhance();
  composer.review?.say(1, 'yes');
  composer.settle();
  await composer.history.keep();
}

/** The same, but the list is still open when a change is asked for in plain words. */
async function askedAfterEnhancing(composer: Composer): Promise<void> {
  composer.write('A robot walks');
  await composer.refining.enhance();
  composer.review?.say(1, 'yes');
  composer.talk.request = 'make it night';
  await composer.talk.ask();
}

describe('steps', () => {
  it('are what stood there and what was accepted, in a session that is made of them', async () => {
    const { fake, composer, adopted } = await composing();
    await enhanced(composer);
    expect(told(fake)).toEqual([
      ['typed', null, 'A robot walks'],
      ['enhanced', 'revision-1', 'A robot walks. Soft light.'],
    ]);
    expect(composer.history.made?.number).toBe(2);
    expect(composer.session).toBe('session-1');
    expect(adopted).toEqual(['session-1']);
    expect(composer.history.unkept).toBe(false);
    composer.write('A robot walks. Hard light.');
    expect(composer.history.unkept).toBe(true);
  });

  it('are none where nothing was accepted', async () => {
    const { fake, composer } = await composing();
    composer.write('A robot walks');
    await composer.refining.enhance();
    composer.settle();
    await composer.history.keep();
    expect(fake.count('keep_revisions')).toBe(0);
    expect(composer.session).toBeUndefined();
  });

  it('go along into a render, with what was accepted as a step before', async () => {
    const { fake, composer } = await composing();
    composer.write('A robot walks');
    await composer.refining.enhance();
    composer.review?.say(1, 'yes');
    await composer.generate();
    const order = fake.called.find(({ name }) => name === 'generate')?.input;
    expect(order).toMatchObject({
      session: 'session-1',
      items: [{ prompt: 'A robot walks. Soft light.', parent: 'revision-2' }],
    });
  });

  it('are what was accepted, too, when other changes are proposed of it', async () => {
    const { fake, composer } = await composing();
    await askedAfterEnhancing(composer);
    composer.review?.sayAll('yes');
    composer.settle();
    await composer.history.keep();
    expect(told(fake).map(([origin, parent]) => [origin, parent])).toEqual([
      ['typed', null],
      ['enhanced', 'revision-1'],
      ['updated', 'revision-2'],
    ]);
  });

  it('are no other ones once a request is taken back', async () => {
    const { fake, composer } = await composing();
    await askedAfterEnhancing(composer);
    composer.talk.takeBack();
    expect(composer.review?.proposal.of).toBe('enhance');
    await composer.generate();
    expect(told(fake)).toHaveLength(2);
    const order = fake.called.find(({ name }) => name === 'generate')?.input;
    expect(order).toMatchObject({ items: [{ parent: 'revision-2' }] });
  });

  it('that can’t be kept leave what was accepted where it is', async () => {
    const { fake, composer } = await composing();
    fake.answers.keep_revisions = () => {
      throw new StudioError({ code: 'internal', message: 'the disk is full' });
    };
    await askedAfterEnhancing(composer);
    expect(composer.review?.proposal.of).toBe('enhance');
    expect(composer.error?.message).toBe('the disk is full');
    expect(composer.talk.request).toBe('make it night');
  });

  it('can be gone back to; what stood there is kept first, and undo comes back', async () => {
    const { fake, composer } = await composing();
    await enhanced(composer);
    composer.write('A robot runs');
    const [first] = fake.revisions;
    const again = first && (await composer.history.back(first));
    expect(composer.sends).toBe('A robot walks');
    expect(composer.history.head).toBe('revision-1');
    expect(told(fake).at(-1)).toEqual(['edited', 'revision-2', 'A robot runs']);
    again?.();
    expect(composer.sends).toBe('A robot runs');
    expect(composer.history.made?.prompt).toBe('A robot runs');
    expect(composer.history.unkept).toBe(false);
    if (first) await composer.history.back(first);
    composer.write('A robot jumps');
    await composer.history.keepNow();
    expect(told(fake).at(-1)).toEqual(['edited', 'revision-1', 'A robot jumps']);
  });

  it('are taken over from elsewhere as such', async () => {
    const { fake, composer } = await composing();
    await enhanced(composer);
    await composer.history.takeOver({
      id: 'other',
      session: 'session-9',
      session_title: 'Other',
      origin: 'typed',
      prompt: 'a fox',
      negative_prompt: 'people',
      created_at: 1,
    });
    expect(composer.sends).toBe('a fox');
    expect(composer.negative.text).toBe('people');
    expect(told(fake).at(-1)).toEqual(['restored', null, 'a fox']);
  });

  it('that could not be kept lose nothing, and are said', async () => {
    const { fake, composer } = await composing();
    await enhanced(composer);
    const [first] = fake.revisions;
    fake.answers.keep_revisions = () => {
      throw new StudioError({ code: 'disk_full', message: 'no space is left' });
    };
    composer.write('A robot runs');
    expect(first && (await composer.history.back(first))).toBeNull();
    expect(composer.sends).toBe('A robot runs');
    expect(composer.error?.api.code).toBe('disk_full');
    // What is a step already has nothing to be kept.
    composer.write('A robot walks. Soft light.');
    expect(first && (await composer.history.back(first))).not.toBeNull();
    if (fake.revisions[1]) await composer.history.back(fake.revisions[1]);
    composer.write('A robot runs');
    delete fake.answers.keep_revisions;
    await composer.history.keepNow();
    expect(told(fake).at(-1)).toEqual(['edited', 'revision-2', 'A robot runs']);
  });

  it('are remembered in the draft, and the newest where a draft does not say', async () => {
    const { fake, studio, drafts, composer } = await composing();
    await enhanced(composer);
    const [first] = fake.revisions;
    if (first) await composer.history.back(first);
    const again = new Composer(studio, drafts, 'session-1');
    expect(again.history.head).toBe('revision-1');
    drafts.write('/fake', 'session-1', { text: 'older', takes: 1 });
    expect(new Composer(studio, drafts, 'session-1').history.head).toBe('revision-2');
  });
});
