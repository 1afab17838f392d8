import type { ModelSettings, RefinerView, Timestamp } from '../generated/api';
import { words } from '../words';
import { providerWord } from './keys';
import { standingOf, type RefinerStanding } from './refiners';
import type { Trial } from './setup.svelte';

/** Characters that a name has at most, as the studio has it. */
const NAME_MAX = 40;

/** What kind of refiner it is. */
export function refinerKind({ offline, setup }: RefinerView): string {
  if (setup) return words.models.added;
  return offline ? words.models.rules : words.models.environment;
}

/** Whose keys it is asked with; empty where nothing is known of keys. */
export function refinerKeys({ setup }: RefinerView): string {
  if (!setup) return '';
  return setup.provider ? words.engineAnyKey(providerWord(setup.provider)) : words.models.noKeys;
}

/** Why it can't be tested or removed; null for one that the user added. */
export function builtIn({ offline, setup }: RefinerView): { test: string; remove: string } | null {
  if (setup) return null;
  const say = words.models;
  return offline
    ? { test: say.rulesTest, remove: words.builtInStays }
    : { test: say.environmentTest, remove: say.environmentStays };
}

/** How it is, as far as it is known: a test counts, until it is asked anew. */
export function refinerState(
  refiner: RefinerView,
  trial: Trial | undefined,
  now: Timestamp,
): RefinerStanding {
  const say = words.engineState;
  if (trial?.state === 'bad') return { word: say.noAnswer, shape: 'triangle', tone: 'bad' };
  if (trial?.state === 'good') return { word: say.tested, shape: 'check', tone: 'ok' };
  return standingOf(refiner, now);
}

/** A name for a model, out of its own: `qwen/qwen3:8b` becomes `qwen3-8b`. */
export function nameFor(model: string): string {
  const last = model.split('/').at(-1) ?? '';
  const plain = last.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^-+|-+$/g, '');
  return plain.slice(0, NAME_MAX);
}

/** What a quick choice fills in. */
export const quickChoices: Record<
  'openai' | 'nvidia',
  Required<Omit<ModelSettings, 'name' | 'price'>>
> = {
  openai: { url: 'https://api.openai.com/v1', model: 'gpt-4o-mini', provider: 'openai' },
  nvidia: { url: 'https://integrate.api.nvidia.com/v1', model: '', provider: 'nvidia' },
};
