import { describe, expect, it } from 'vitest';

import type { RefinedBy, TotalsView } from '../generated/api';
import { FakeStudio } from '../transport/fake';
import { StudioError } from '../transport/types';
import { Composer } from './composer.svelte';
import { Drafts } from './drafts';
import { tookLine, totalsLine } from './refiners';
import { Studio } from './studio.svelte';

const by: RefinedBy = { refiner: 'writer', label: 'gpt-4o-mini', offline: false };
const tokens = { prompt: 412, completion: 180 };

describe('what an answer took', () => {
  it('is told in tokens and money, and never guessed', () => {
    const took = (more: object) => tookLine({ ...by, took: { requests: 1, ...more } });
    expect(took({ tokens, micro_usd: 170 })).toBe('gpt-4o-mini · 412 + 180 tokens · $0.0002');
    expect(took({ tokens, micro_usd: 3 })).toContain('less than $0.0001');
    expect(took({ tokens, micro_usd: 0 })).toContain('· free');
    expect(took({ tokens })).toContain('· price unknown');
    expect(took({})).toBe('gpt-4o-mini · tokens not said · price unknown');
    expect(tookLine({ ...by, kept_from: 1 })).toBe('gpt-4o-mini · from before, no call made');
  });

  it('a sum of which a part is unknown says so', () => {
    const totals: TotalsView = {
      answers: 3,
      requests: 3,
      untold: 1,
      prompt_tokens: 1200,
      completion_tokens: 90,
      micro_usd: 400,
      unpriced: 1,
    };
    expect(totalsLine(totals)).toContain('$0.0004, and 1 at a price that is not known');
    expect(totalsLine({ ...totals, unpriced: 3, micro_usd: 0 })).toContain('price unknown');
  });
});

describe('a refiner that fails', () => {
  async function failing() {
    const fake = new FakeStudio();
    const studio = new Studio(fake);
    await studio.refetch();
    const composer = new Composer(studio, new Drafts(fake, null), undefined);
    composer.write('A fox in snow');
    fake.answers.enhance = () => {
      throw new StudioError({ code: 'refiner', message: 'out of memory' });
    };
    await composer.refining.enhance();
    return { fake, composer };
  }

  it('leaves the text, and is asked again or replaced by the rules', async () => {
    const { fake, composer } = await failing();
    expect(composer.text).toBe('A fox in snow');
    expect(composer.error?.message).toBe('out of memory');
    delete fake.answers.enhance;
    composer.refining.failed?.instead('rules');
    await expect.poll(() => composer.review).not.toBeNull();
    expect(fake.called.findLast(({ name }) => name === 'enhance')?.input).toMatchObject({
      refiner: 'rules',
    });
  });

  it('what is typed is read by the rules, whoever is chosen', async () => {
    const { fake } = await failing();
    fake.chosen = 'writer';
    await expect.poll(() => fake.count('extract')).toBeGreaterThan(0);
    for (const { name, input } of fake.called)
      if (name === 'extract') expect(input).toMatchObject({ refiner: 'rules' });
  });
});
