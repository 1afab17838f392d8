import type { EngineView, JobView, LaneState } from '../generated/api';
import * as format from '../format';
import { words } from '../words';
import type { Standing } from './jobs';
import { providerWord } from './keys';
import type { Trial } from './setup.svelte';

/** What kind of engine it is. */
export function kindOf({ setup }: EngineView): string {
  return words.engineKinds[setup?.settings.engine ?? 'builtIn'];
}

/** Where it is; empty for one that is built in. */
export function addressOf({ setup }: EngineView): string {
  if (!setup) return '';
  return setup.settings.engine === 'nvcf' ? setup.settings.invoke_url : setup.settings.url;
}

/** Which keys it may use; empty where it uses none. */
export function keysOf({ setup }: EngineView): string {
  if (!setup) return '';
  if (setup.keys) return words.engineKeys(setup.keys.join(', '));
  const { settings } = setup;
  const needs = settings.engine === 'nvcf' || settings.needs_key === true;
  return needs ? words.engineAnyKey(providerWord(setup.provider)) : '';
}

/** What it can do at most: `up to 1280×704, 10 s`. */
export function limitsOf({ capabilities }: EngineView): string {
  return words.engineLimits(format.size(capabilities.size_max), capabilities.duration_s_max);
}

export type EngineState = Pick<Standing, 'word' | 'shape' | 'tone'>;

/** How it is, as far as it is known: its lanes, and what the last test said. */
export function stateOf(
  engine: EngineView,
  lanes: readonly LaneState[],
  trial: Trial | undefined,
): EngineState {
  const say = words.engineState;
  const own = lanes.filter((lane) => lane.engine === engine.name);
  const paused = own.filter((lane) => lane.paused).length;
  const busy = own.reduce((sum, lane) => sum + lane.jobs.length, 0);
  if (trial?.state === 'bad') return { word: say.noAnswer, shape: 'triangle', tone: 'bad' };
  if (busy > 0) return { word: say.busy(busy), shape: 'dot', tone: 'run' };
  if (paused > 0) {
    const word = paused === own.length ? say.paused : say.somePaused(paused);
    return { word, shape: 'bars', tone: 'warn' };
  }
  if (trial?.state === 'good') return { word: say.tested, shape: 'check', tone: 'ok' };
  return {
    word: engine.setup ? say.notTested : say.ready,
    shape: engine.setup ? 'ring' : 'check',
    tone: engine.setup ? 'quiet' : 'ok',
  };
}

/** Where jobs may render, each engine once, as the user knows it. */
export function enginesOf(jobs: readonly JobView[], all: readonly EngineView[]): string[] {
  const names = jobs.flatMap(({ engines }) => (engines.length > 0 ? engines : [null]));
  return [...new Set(names)].map((name) => {
    if (name === null) return words.freeEngines;
    const engine = all.find((own) => own.name === name);
    return engine?.capabilities.ai === false ? words.sketch : name;
  });
}
