import { describe, expect, it } from 'vitest';

import type { Preset, PresetApplied, PresetView, Template, TemplateView } from '../generated/api';
import { FakeStudio } from '../transport/fake';
import { Composer } from './composer.svelte';
import { Drafts } from './drafts';
import { putOn } from './puttingOn';
import { Shelf } from './shelf.svelte';
import { Studio } from './studio.svelte';
import { Toasts } from './toasts.svelte';

const NOTHING_LOCKED = { fields: [], spans: [] };

async function composing() {
  const fake = new FakeStudio();
  const studio = new Studio(fake);
  await studio.refetch();
  const drafts = new Drafts(fake, null);
  return { fake, studio, drafts, composer: new Composer(studio, drafts, undefined) };
}

function applied(before: string, more: Partial<PresetApplied> = {}): PresetApplied {
  const end = before.length;
  return {
    before,
    after: `${before}, in soft light`,
    text_changes: [
      {
        at: { start: end, end },
        from: '',
        to: ', in soft light',
        why: 'preset: Macro: soft light',
      },
    ],
    changes: [],
    scene: {},
    locks: NOTHING_LOCKED,
    not_done: [],
    negative_added: ['flash'],
    negative_prompt: 'people, flash',
    ...more,
  };
}

describe('a preset', () => {
  it('is proposed, and renders nothing that was not accepted', async () => {
    const { fake, composer } = await composing();
    fake.answers.apply_preset = ({ prompt }) => applied(prompt);
    composer.write('a fox');
    composer.negative.write('people');
    expect(await putOn(composer, 'Macro')).toBe(true);
    expect(composer.sends).toBe('a fox');
    expect(composer.origin).toBe('typed');
    expect(composer.negative.text).toBe('people');
    expect(composer.negative.offered?.terms).toEqual(['flash']);
    composer.review?.say(0, 'yes');
    composer.negative.accept();
    await composer.generate();
    const call = fake.called.find(({ name }) => name === 'generate');
    const [item] = (call?.input as { items: unknown[] }).items;
    expect(item).toMatchObject({
      prompt: 'a fox, in soft light',
      origin: 'updated',
      negative_prompt: 'people, flash',
    });
  });

  it('says what it left out, and that it changed nothing', async () => {
    const { fake, composer } = await composing();
    const why = { not_changed: 'already_so', what: 'soft light' } as const;
    fake.answers.apply_preset = ({ prompt }) =>
      applied(prompt, {
        after: prompt,
        text_changes: [],
        not_done: [{ part: 'soft light', why }],
        negative_added: [],
      });
    composer.write('a fox in soft light');
    await putOn(composer, 'Macro');
    expect(composer.review).toBeNull();
    expect(composer.negative.offered).toBeNull();
    expect(composer.refining.left).toEqual({
      preset: 'Macro',
      lines: ['“soft light”: The prompt already says “soft light”.'],
      changes: 0,
    });
    composer.write('a fox');
    expect(composer.refining.left).toBeNull();
  });

  it('is not proposed for a text that was written on meanwhile', async () => {
    const { fake, composer } = await composing();
    composer.write('a fox');
    fake.answers.apply_preset = ({ prompt }) => {
      composer.write('a fox and a hare');
      return applied(prompt);
    };
    expect(await putOn(composer, 'Macro')).toBe(false);
    expect(composer.sends).toBe('a fox and a hare');
    expect(composer.error?.api.code).toBe('not_now');
    expect(composer.negative.offered).toBeNull();
  });
});

describe('what should not be seen', () => {
  it('is kept with the draft, and alone is worth keeping', async () => {
    const { studio, drafts, composer } = await composing();
    expect(composer.isEmpty).toBe(true);
    composer.negative.write('people');
    expect(composer.isEmpty).toBe(false);
    const again = new Composer(studio, drafts, undefined);
    expect(again.negative.text).toBe('people');
    const { negative } = composer.clear();
    expect(negative).toEqual({ text: 'people' });
    expect(composer.negative.keep()).toBeUndefined();
  });
});

describe('the shelf', () => {
  async function shelf() {
    const fake = new FakeStudio();
    const kept = new Map<string, TemplateView>();
    fake.answers.list_templates = () => [...kept.values()];
    fake.answers.list_presets = (): PresetView[] => [];
    fake.answers.save_template = (own: Template) => {
      const view = { ...own, gaps: [], built_in: false };
      kept.set(own.name.toLowerCase(), view);
      return view;
    };
    fake.answers.remove_template = ({ template }) => {
      kept.delete(template.toLowerCase());
      return {};
    };
    fake.answers.save_preset = (own: Preset) => ({ ...own, built_in: false });
    const toasts = new Toasts(() => undefined);
    const own = new Shelf(new Studio(fake), toasts);
    await own.load();
    return { own, toasts, texts: () => [...kept.values()].map(({ text }) => text) };
  }
  const fruit = { name: 'Fruit', about: '', text: 'a {fruit}' };

  it('takes back what was saved: nothing stood there, or something else did', async () => {
    const { own, toasts, texts } = await shelf();
    await own.saveTemplate(fruit);
    await own.saveTemplate({ ...fruit, name: 'fruit', text: 'one {fruit}' });
    expect(texts()).toEqual(['one {fruit}']);
    await toasts.undo();
    expect(texts()).toEqual(['a {fruit}']);
    await own.saveTemplate({ ...fruit, name: 'Other' });
    await toasts.undo();
    expect(texts()).toEqual(['a {fruit}']);
  });

  it('puts back what was deleted', async () => {
    const { own, toasts, texts } = await shelf();
    await own.saveTemplate(fruit);
    const [one] = own.all;
    if (one) await own.remove(one);
    expect(texts()).toEqual([]);
    await toasts.undo();
    expect(texts()).toEqual(['a {fruit}']);
  });
});
