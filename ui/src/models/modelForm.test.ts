import { describe, expect, it } from 'vitest';

import type { ModelSettings } from '../generated/api';
import { FakeStudio } from '../transport/fake';
import { fakeRefiners, fakeServers } from '../transport/fake/setup';
import { StudioError } from '../transport/types';
import { words } from '../words';
import { nameFor } from './chatModels';
import { ModelForm } from './modelForm.svelte';
import { Setup, trialOf } from './setup.svelte';
import { Studio } from './studio.svelte';
import { Toasts } from './toasts.svelte';

const [ollama] = fakeServers;
if (!ollama) throw new Error('there is no server');

describe('the form of a model', () => {
  it('is filled by a quick choice, and leaves the keys of the next one to it', () => {
    const form = new ModelForm();
    form.quick('openai');
    expect(form.read()).toEqual({
      name: 'gpt-4o-mini',
      url: 'https://api.openai.com/v1',
      model: 'gpt-4o-mini',
      provider: 'openai',
    });
    form.quick('nvidia');
    expect(form.read()).toMatchObject({ name: 'nvidia', model: '', provider: 'nvidia' });
    form.take(ollama, 'qwen3:8b');
    expect(form.read()).toEqual({ name: 'qwen3-8b', url: ollama.url, model: 'qwen3:8b' });
    expect(form.listed).toEqual(ollama.models);
  });

  it('keeps a name that the user wrote', () => {
    const form = new ModelForm();
    form.take(ollama, 'qwen3:8b');
    form.text.name = 'mine';
    form.chooseListed('gemma3:12b');
    expect(form.read()).toMatchObject({ name: 'mine', model: 'gemma3:12b' });
  });

  it('takes no list of a server that is no longer asked', async () => {
    const form = new ModelForm();
    form.text.url = 'http://127.0.0.1:1/v1';
    let answer: (models: string[]) => void = () => undefined;
    const listing = form.list(() => new Promise((done) => (answer = done)));
    form.text.url = 'http://127.0.0.1:2/v1';
    answer(['a']);
    await listing;
    expect(form.listed).toBeNull();
    await form.list(() => Promise.resolve(['b']));
    expect(form.listed).toEqual(['b']);
  });

  it('shows what is wrong at its field, and beside it what leads out', async () => {
    const form = new ModelForm();
    const refuse = (field: string | null, hint?: string) => () =>
      Promise.reject(
        new StudioError({ code: 'bad_input', message: 'no', ...(hint ? { hint } : {}), field }),
      );
    expect(await form.send(refuse('name'))).toBe(false);
    expect(form.errors).toEqual({ name: 'no' });
    expect(form.aside).toBeNull();
    await form.send(refuse('url', 'use https'));
    expect(form.aside?.api.hint).toBe('use https');
    await form.send(refuse(null));
    expect(form.errors).toEqual({});
    expect(form.aside?.message).toBe('no');
    expect(form.busy).toBeNull();
  });

  it('has a price where one is written, and sends none that it can’t read', async () => {
    const form = new ModelForm();
    form.quick('openai');
    form.price.in_micro_usd = '0.15';
    const sent: ModelSettings[] = [];
    const add = (wanted: ModelSettings) => Promise.resolve(void sent.push(wanted));
    expect(await form.send(add)).toBe(false);
    expect(sent).toEqual([]);
    expect(form.errors).toEqual({ out_micro_usd: words.models.priceBoth });
    form.price.out_micro_usd = '0.6';
    expect(await form.send(add)).toBe(true);
    expect(sent).toMatchObject([{ price: { in_micro_usd: 150_000, out_micro_usd: 600_000 } }]);
    expect(form.errors).toEqual({});
  });

  it('shows the studio’s word on a price at its field', async () => {
    const form = new ModelForm();
    const field = 'in_micro_usd';
    const dear = new StudioError({ code: 'bad_input', message: 'too dear', field });
    await form.send(() => Promise.reject(dear));
    expect(form.errors).toEqual({ in_micro_usd: 'too dear' });
    expect(form.aside).toBeNull();
  });

  it('leaves the price of one model behind when another is taken', () => {
    const form = new ModelForm();
    form.quick('openai');
    form.price = { in_micro_usd: '0.15', out_micro_usd: 'much' };
    expect(form.read()).toBeNull();
    form.take(ollama, 'qwen3:8b');
    expect(form.errors).toEqual({});
    expect(form.read()).not.toHaveProperty('price');
  });

  it('knows that it looked and found nothing', async () => {
    const form = new ModelForm();
    expect(form.found).toBeNull();
    await form.look(() => Promise.resolve([]));
    expect(form.found).toEqual([]);
  });

  it('makes names that the studio takes', () => {
    expect(nameFor('qwen/qwen3:8b')).toBe('qwen3-8b');
    expect(nameFor(':x y:')).toBe('x-y');
    expect(nameFor('m'.repeat(60))).toHaveLength(40);
  });
});

describe('models of this computer', () => {
  async function settingUp() {
    const fake = new FakeStudio();
    fake.refiners = fakeRefiners;
    const studio = new Studio(fake);
    await studio.refetch();
    const toasts = new Toasts(() => undefined);
    return { fake, studio, toasts, setup: new Setup(studio, toasts) };
  }
  const wanted = { name: 'new', url: 'http://127.0.0.1:9/v1', model: 'm' };

  it('one that is added is known as a refiner at once', async () => {
    const { studio, setup } = await settingUp();
    await setup.addModel(wanted);
    expect(studio.refiners.map((own) => own.name)).toContain('new');
  });

  it('one that is removed comes back as it was', async () => {
    const { fake, studio, setup, toasts } = await settingUp();
    const [, qwen] = studio.refiners;
    if (!qwen) throw new Error('there is none');
    await setup.testModel(qwen.name);
    expect(setup.trials.get(trialOf.model(qwen.name))).toMatchObject({ state: 'good' });
    await setup.removeModel(qwen);
    expect(setup.trials.has(trialOf.model(qwen.name))).toBe(false);
    expect(studio.refiners).not.toContainEqual(qwen);
    await toasts.undo();
    expect(fake.called.find((own) => own.name === 'add_model')?.input).toEqual(qwen.setup);
    expect(studio.refiners.map((own) => own.name)).toContain(qwen.name);
  });
});
