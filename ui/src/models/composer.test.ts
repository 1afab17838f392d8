import { describe, expect, it } from 'vitest';

import { FakeStudio } from '../transport/fake';
import { fakeEngines } from '../transport/fake/setup';
import { Composer } from './composer.svelte';
import { Drafts } from './drafts';
import { Studio } from './studio.svelte';

async function composing(drafts = new Drafts(new FakeStudio(), null)) {
  const fake = new FakeStudio();
  const studio = new Studio(fake);
  await studio.refetch();
  return { fake, studio, drafts, composer: new Composer(studio, drafts, undefined) };
}

function sent(fake: FakeStudio) {
  const call = fake.called.find(({ name }) => name === 'generate');
  return (call?.input as { items: { prompt: string; origin: string; takes: number }[] }).items[0];
}

describe('the composer', () => {
  it('refuses to generate nothing', async () => {
    const { composer, fake } = await composing();
    composer.write('   ');
    expect(composer.refused).not.toBeNull();
    expect(await composer.generate()).toBeNull();
    expect(fake.count('generate')).toBe(0);
  });

  it('sends the words plus what was accepted, and nothing else', async () => {
    const { composer, fake } = await composing();
    composer.write('A robot walks');
    await composer.refining.enhance();
    composer.review?.say(1, 'yes');
    await composer.generate();
    expect(sent(fake)).toMatchObject({ prompt: 'A robot walks. Soft light.', origin: 'enhanced' });
  });

  it('sends the words to the letter when nothing was decided', async () => {
    const { composer, fake } = await composing();
    composer.write('A robot walks');
    await composer.refining.enhance();
    composer.setTakes(99);
    await composer.generate();
    expect(sent(fake)).toMatchObject({ prompt: 'A robot walks', origin: 'typed', takes: 8 });
  });

  it('keeps the draft and its undecided changes', async () => {
    const { composer, drafts, studio } = await composing();
    composer.write('A robot walks');
    await composer.refining.enhance();
    composer.review?.decide('yes');
    composer.changed();
    const again = new Composer(studio, drafts, undefined);
    expect(again.text).toBe('A robot walks');
    expect(again.review?.verdicts).toEqual(['yes', 'open']);
    expect(again.sends).toBe('One fine robot walks');
  });

  it('takes the draft along into the new session', async () => {
    const { composer, drafts } = await composing();
    composer.write('A robot walks');
    expect(await composer.generate()).toBe('session-1');
    expect(drafts.read('/fake', 'session-1')?.text).toBe('A robot walks');
    expect(drafts.read('/fake', undefined)).toBeNull();
  });

  it('says what is wrong with the settings before it asks', async () => {
    const { composer } = await composing();
    composer.write('A robot walks');
    composer.set('seconds', '60');
    expect(composer.specRead?.errors.seconds).toContain('10');
    expect(composer.refused).not.toBeNull();
    composer.set('seconds', '2,5');
    expect(composer.specRead?.wish.frames).toBe(60);
    expect(composer.refused).toBeNull();
  });

  it('shows what the studio refuses', async () => {
    const { composer, fake } = await composing();
    fake.answers.enhance = () => {
      throw new Error('the refiner is gone');
    };
    composer.write('A robot walks');
    await composer.refining.enhance();
    expect(composer.error?.message).toBe('the refiner is gone');
    expect(composer.busy).toBeNull();
  });

  it('is emptied, and what stood there can come back with its changes', async () => {
    const { composer, drafts } = await composing();
    composer.write('A robot walks');
    await composer.refining.enhance();
    composer.review?.say(1, 'yes');
    composer.setTakes(4);
    const draft = composer.clear();
    expect([composer.text, composer.review, composer.takes]).toEqual(['', null, 1]);
    expect(drafts.read('/fake', undefined)).toBeNull();
    composer.restore(draft);
    expect(composer.sends).toBe('A robot walks. Soft light.');
    expect(composer.takes).toBe(4);
  });

  it('tells once that something was written', async () => {
    const { composer } = await composing();
    let told = 0;
    composer.onwrite = () => (told += 1);
    composer.write('a');
    composer.write('ab');
    expect(told).toBe(1);
  });

  it('taking back a decision on all leaves what was decided since', async () => {
    const { composer } = await composing();
    composer.write('A robot walks');
    await composer.refining.enhance();
    const back = composer.review?.sayAll('yes');
    composer.review?.say(1, 'no');
    back?.();
    expect(composer.review?.verdicts).toEqual(['open', 'no']);
  });

  it('asks for the engine that was named, and for any free one when none is', async () => {
    const { composer, drafts, studio, fake } = await composing();
    studio.engines = fakeEngines;
    composer.write('A robot walks');
    const orders = () =>
      fake.called.filter(({ name }) => name === 'generate').map(({ input }) => input);
    await composer.generate();
    composer.chooseEngine('omni');
    await composer.generate();
    expect(orders()[0]).not.toHaveProperty('engines');
    expect(orders()[1]).toMatchObject({ engines: ['omni'] });
    expect(new Composer(studio, drafts, 'session-1').named?.name).toBe('omni');
    // One that was removed is not asked for in silence: the choice stands on the free ones.
    composer.chooseEngine('gone');
    expect(composer.named).toBeUndefined();
  });
});
