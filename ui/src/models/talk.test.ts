import { describe, expect, it } from 'vitest';

import { FakeStudio } from '../transport/fake';
import { fakeUpdated } from '../transport/fake/refining';
import { StudioError } from '../transport/types';
import { Composer } from './composer.svelte';
import { Drafts } from './drafts';
import { Studio } from './studio.svelte';

async function talking(text = 'A fox in snow') {
  const fake = new FakeStudio();
  const studio = new Studio(fake);
  await studio.refetch();
  const drafts = new Drafts(fake, null);
  const composer = new Composer(studio, drafts, undefined);
  composer.write(text);
  const ask = async (request: string) => {
    composer.talk.request = request;
    await composer.talk.ask();
  };
  const asked = () => fake.called.findLast(({ name }) => name === 'update')?.input;
  return { fake, studio, drafts, composer, talk: composer.talk, ask, asked };
}

function select(composer: Composer, words: string) {
  const from = composer.text.indexOf(words);
  composer.locking.selection = { from, to: from + words.length };
  composer.locking.toggleWords();
}

describe('talk', () => {
  it('proposes changes, and nothing is changed before they are accepted', async () => {
    const { composer, talk, ask } = await talking();
    await ask('make it night');
    expect(composer.sends).toBe('A fox in snow');
    expect(talk.last?.fields.map(({ field, why }) => [field, why])).toEqual([
      ['time_of_day', 'asked'],
      ['lighting', 'follows'],
    ]);
    expect(talk.request).toBe('');
  });

  it('a field takes the changes of the text that carry it along', async () => {
    const { composer, ask } = await talking();
    await ask('make it night');
    const { review } = composer;
    const [night, light] = review?.proposal.fields ?? [];
    if (!review || !night || !light) throw new Error('nothing was proposed');
    review.sayField(night, 'yes');
    expect(composer.sends).toBe('A fox in snow, at night');
    expect([review.verdictOn(night), review.verdictOn(light)]).toEqual(['yes', 'open']);
    review.sayAll('no');
    expect([review.verdictOn(night), review.verdictOn(light)]).toEqual(['no', 'no']);
    const both = { ...night, text_changes: [0, 1] };
    review.say(1, 'yes');
    expect(review.verdictOn(both)).toBeNull();
  });

  it('what was accepted renders as updated', async () => {
    const { composer, fake, ask } = await talking();
    await ask('make it night');
    composer.review?.sayAll('yes');
    await composer.generate();
    const order = fake.called.find(({ name }) => name === 'generate')?.input;
    expect(order).toMatchObject({ items: [{ origin: 'updated' }] });
  });

  it('a refusal changes nothing, keeps the words of the request, and is said once', async () => {
    const { composer, talk, ask } = await talking();
    await composer.refining.enhance();
    const review = composer.review;
    await ask('blorp');
    await ask('blorp again');
    expect(composer.review).toBe(review);
    expect(talk.turns.map((turn) => turn.notChanged?.not_changed)).toEqual(['not_understood']);
    expect(talk.request).toBe('blorp again');
    talk.dismiss();
    expect(talk.turns).toEqual([]);
  });

  it('sends what is locked, and says what a lock refuses', async () => {
    const { composer, talk, ask, asked } = await talking('  A fox in snow');
    composer.locking.toggle('time_of_day');
    select(composer, 'fox');
    await ask('make it night');
    const fox = { at: { start: 2, end: 5 }, text: 'fox' };
    expect(asked()).toMatchObject({ locks: { fields: ['time_of_day'], spans: [fox] } });
    expect(talk.last?.notChanged).toMatchObject({ not_changed: 'locked' });
  });

  it('the locks are where the studio says once all its changes are accepted', async () => {
    const { composer, fake, ask } = await talking();
    const moved = { fields: [], spans: [{ at: { start: 6, end: 9 }, text: 'fox' }] };
    fake.answers.update = ({ prompt }) => ({
      before: prompt,
      after: 'A red fox in snow',
      changes: [],
      text_changes: [{ at: { start: 2, end: 2 }, from: '', to: 'red ', why: '' }],
      scene: {},
      locks: moved,
      not_done: [],
      by: { refiner: 'rules', label: 'Rules, offline', offline: true },
    });
    select(composer, 'fox');
    await ask('make it red');
    composer.review?.sayAll('yes');
    expect(composer.locking.sent).toEqual(moved);
    composer.settle();
    expect(composer.locking.spans).toEqual(moved.spans);
  });

  it('a broken chat model is said, and the rules can be asked in its place', async () => {
    const { talk, fake, studio, ask } = await talking();
    const [rules] = studio.refiners;
    if (!rules) throw new Error('there are no rules');
    studio.refiners = [
      { name: 'qwen', label: 'Qwen', offline: false, state: { state: 'ready' } },
      rules,
    ];
    fake.answers.update = (input) => {
      if (input.refiner === rules.name) return fakeUpdated(input);
      throw new StudioError({ code: 'refiner', message: 'out of memory' });
    };
    await ask('make it night');
    expect(talk.error?.message).toBe('out of memory');
    await talk.ask(rules);
    expect(talk.last).toMatchObject({ by: rules.label, modelFailed: 'out of memory' });
  });

  it('can be stopped: then the answer counts for nothing', async () => {
    const { composer, talk, ask } = await talking();
    const answer = ask('make it night');
    expect(talk.busy).toBe(true);
    composer.waiting.stop();
    await answer;
    expect([talk.busy, talk.turns.length, composer.review, talk.error]).toEqual([
      false,
      0,
      null,
      null,
    ]);
  });

  it('an answer to words that were written on is not shown', async () => {
    const { composer, talk, ask } = await talking();
    const answer = ask('make it night');
    composer.write('A hare');
    await answer;
    expect([composer.text, composer.review, talk.turns.length]).toEqual(['A hare', null, 0]);
    expect(composer.error).not.toBeNull();
  });

  it('is taken back with all it changed, and that comes back', async () => {
    const { composer, talk, ask } = await talking();
    await ask('make it night');
    composer.review?.sayAll('yes');
    const again = talk.takeBack();
    expect([composer.sends, talk.turns.length, talk.request]).toEqual([
      'A fox in snow',
      0,
      'make it night',
    ]);
    again?.();
    expect([composer.sends, talk.turns.length]).toEqual([
      'A fox in snow, at night, lit by the moon and a street lamp',
      1,
    ]);
  });

  it('is kept with the draft, and so are the locks', async () => {
    const { composer, studio, drafts, ask } = await talking();
    composer.locking.toggle('style');
    select(composer, 'fox');
    await ask('make it night');
    const after = new Composer(studio, drafts, undefined);
    expect(after.talk.last?.request).toBe('make it night');
    expect(after.locking.has('style')).toBe(true);
    expect(after.locking.spans).toEqual(composer.locking.spans);
    expect(after.review?.proposal.fields).toHaveLength(2);
  });
});
