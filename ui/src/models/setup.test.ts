import { describe, expect, it } from 'vitest';

import { FakeStudio } from '../transport/fake';
import { fakeEngines, fakeKey, fakeKeys } from '../transport/fake/setup';
import { StudioError } from '../transport/types';
import { EngineForm } from './engineForm.svelte';
import { stateOf } from './engines';
import { Setup, trialOf } from './setup.svelte';
import { Studio } from './studio.svelte';
import { Toasts } from './toasts.svelte';

const VALUE = 'nvapi-canary-1';

async function settingUp() {
  const fake = new FakeStudio();
  fake.engines = fakeEngines;
  fake.keys = fakeKeys;
  const studio = new Studio(fake);
  await studio.refetch();
  const told: string[] = [];
  const toasts = new Toasts((said) => void told.push(said));
  const setup = new Setup(studio, toasts);
  await setup.load();
  const inputs = (name: string) =>
    fake.called.filter((call) => call.name === name).map((call) => call.input);
  return { fake, studio, toasts, told, setup, inputs };
}

/** No keyring: only with leave is a key kept. */
function withoutKeyring(fake: FakeStudio) {
  fake.answers.add_key = ({ label, allow_file }) => {
    if (!allow_file) {
      const hint = 'to have keys kept in /config/keys.json, which this user alone can read, …';
      throw new StudioError({ code: 'unsuitable', field: 'allow_file', message: 'no', hint });
    }
    fake.keys = [...fake.keys, fakeKey(label)];
    return fakeKey(label);
  };
}

describe('adding a key', () => {
  it('asks before it goes into a file, and names the file', async () => {
    const { fake, studio, setup, inputs } = await settingUp();
    withoutKeyring(fake);
    const adding = setup.addKey({ provider: 'nvidia', label: 'new', value: VALUE });
    await expect.poll(() => studio.asking.now?.body).toContain('/config/keys.json');
    studio.asking.answer(true);
    expect(await adding).toBe(true);
    expect(inputs('add_key')).toMatchObject([{ value: VALUE }, { value: VALUE, allow_file: true }]);
    expect(setup.keys?.at(-1)?.label).toBe('new');
  });

  it('leaves it when the user says no', async () => {
    const { fake, studio, setup, inputs } = await settingUp();
    withoutKeyring(fake);
    const adding = setup.addKey({ provider: 'nvidia', label: 'new', value: VALUE });
    await expect.poll(() => studio.asking.now).not.toBeNull();
    studio.asking.answer(false);
    expect(await adding).toBe(false);
    expect(inputs('add_key')).toHaveLength(1);
  });

  it('keeps its value nowhere', async () => {
    const { fake, studio, setup, toasts, told } = await settingUp();
    withoutKeyring(fake);
    const adding = setup.addKey({ provider: 'nvidia', label: 'new', value: VALUE });
    await expect.poll(() => studio.asking.now).not.toBeNull();
    expect(JSON.stringify(studio.asking.now)).not.toContain(VALUE);
    studio.asking.answer(true);
    await adding;
    const left = [setup.keys, [...setup.trials], toasts.now, told, studio.announcer.said];
    expect(JSON.stringify(left)).not.toContain(VALUE);
  });
});

describe('what is set up', () => {
  it('an engine that was removed comes back as it was', async () => {
    const { studio, setup, toasts, inputs } = await settingUp();
    const cosmos = studio.engines[2];
    if (!cosmos) throw new Error('there is none');
    await setup.removeEngine(cosmos);
    expect(studio.engines).toHaveLength(2);
    await toasts.undo();
    expect(inputs('add_engine')).toEqual([
      { settings: cosmos.setup?.settings, keys: cosmos.setup?.keys },
    ]);
    expect(studio.engines.at(-1)?.name).toBe(cosmos.name);
  });

  it('one whose key is gone can’t come back as it was, so it is asked for', async () => {
    const { fake, studio, setup, toasts, inputs } = await settingUp();
    const cosmos = studio.engines[2];
    if (!cosmos) throw new Error('there is none');
    fake.keys = fakeKeys.slice(1);
    await setup.lookAtKeys();
    const no = setup.removeEngine(cosmos);
    studio.asking.answer(false);
    await no;
    expect(inputs('remove_engine')).toEqual([]);
    const yes = setup.removeEngine(cosmos);
    studio.asking.answer(true);
    await yes;
    expect(studio.engines).toHaveLength(2);
    expect(toasts.now).toBeNull();
  });

  it('a key is removed only after a yes, since its value is gone then', async () => {
    const { fake, studio, setup, inputs } = await settingUp();
    fake.answers.remove_key = () => ({});
    const key = fakeKey('old');
    const no = setup.removeKey(key);
    studio.asking.answer(false);
    await no;
    expect(inputs('remove_key')).toEqual([]);
    const yes = setup.removeKey(key);
    studio.asking.answer(true);
    await yes;
    expect(inputs('remove_key')).toEqual([{ provider: 'nvidia', label: 'old' }]);
  });

  it('a key is put before another, and back', async () => {
    const { fake, setup, toasts, inputs } = await settingUp();
    fake.answers.order_keys = () => fake.keys;
    const [first, second, third, fourth] = fakeKeys.map((key) => key.label);
    const moved = fakeKeys[2];
    if (!moved) throw new Error('there is none');
    await setup.placeKey(moved, first ?? null);
    await toasts.undo();
    expect(inputs('order_keys')).toEqual([
      { provider: 'nvidia', labels: [third, first, second, fourth] },
      { provider: 'nvidia', labels: [first, second, third, fourth] },
    ]);
  });

  it('limits and the order are taken back', async () => {
    const { fake, setup, toasts, inputs } = await settingUp();
    const [key] = fakeKeys;
    if (!key) throw new Error('there is none');
    fake.answers.limit_key = () => key;
    fake.answers.order_keys = () => fake.keys;
    await setup.limitKey(key, { width_max: 2, cap_micro_usd: null });
    await toasts.undo();
    await setup.chooseOrder('nvidia', 'least_used');
    await toasts.undo();
    const named = { provider: 'nvidia', label: key.label };
    expect(inputs('limit_key')).toEqual([
      { ...named, width_max: 2, cap_micro_usd: null },
      { ...named, width_max: 4, cap_micro_usd: 5_000_000 },
    ]);
    expect(inputs('order_keys')).toEqual([
      { provider: 'nvidia', order: 'least_used' },
      { provider: 'nvidia', order: 'in_order' },
    ]);
  });

  it('a test says what stands in the way, and how the engine is then', async () => {
    const { fake, studio, setup } = await settingUp();
    const omni = studio.engines[1];
    if (!omni) throw new Error('there is none');
    const state = () => stateOf(omni, studio.lanes, setup.trials.get(trialOf.engine('omni')));
    expect(state().word).toBe('Not tested yet');
    await setup.testEngine('omni');
    expect(state().word).toBe('Answers');
    fake.answers.test_engine = () => {
      throw new StudioError({ code: 'engine_cannot', message: 'it answers with 404' });
    };
    await setup.testEngine('omni');
    expect(setup.trials.get(trialOf.engine('omni'))).toMatchObject({
      state: 'bad',
      error: { message: 'it answers with 404' },
    });
    expect(state()).toMatchObject({ word: 'Test failed', tone: 'bad' });
  });
});

describe('an engine that is written down', () => {
  it('leaves to the studio what is left empty', () => {
    const form = new EngineForm();
    form.text.name = ' omni ';
    form.text.url = 'http://127.0.0.1:8091';
    expect(form.read()).toEqual({
      settings: {
        engine: 'openai_videos',
        name: 'omni',
        url: 'http://127.0.0.1:8091',
        charge: { charge: 'nothing' },
      },
    });
  });

  it('says what NVIDIA’s gateway wants', () => {
    const form = new EngineForm();
    form.choose('nvcf');
    expect(form.charge).toBe('unknown');
    Object.assign(form.text, {
      name: 'cosmos',
      invoke_url: 'https://a/b',
      width: '2',
      usd: '0.12',
    });
    form.charge = 'per_second';
    form.toggle('main');
    expect(form.read()).toEqual({
      settings: {
        engine: 'nvcf',
        name: 'cosmos',
        invoke_url: 'https://a/b',
        body: { kind: 'cosmos_nim' },
        width: 2,
        charge: { charge: 'per_second', micro_usd: 120_000 },
      },
      keys: ['main'],
    });
  });

  it('sends no figure that can’t be read, and shows refusals at their fields', async () => {
    const form = new EngineForm();
    Object.assign(form.text, { width: 'two', usd: '' });
    form.charge = 'per_second';
    expect(form.read()).toBeNull();
    expect(Object.keys(form.errors)).toEqual(['width', 'charge']);
    form.text.width = '';
    form.charge = 'nothing';
    const refuse = () =>
      Promise.reject(new StudioError({ code: 'bad_input', field: 'url', message: 'no address' }));
    expect(await form.send(refuse)).toBe(false);
    expect(form.errors).toEqual({ url: 'no address' });
    expect(form.aside).toBeNull();
    const taken = () => Promise.reject(new StudioError({ code: 'conflict', message: 'taken' }));
    await form.send(taken);
    expect(form.aside?.message).toBe('taken');
  });
});
