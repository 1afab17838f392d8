import type {
  AddEngine,
  EngineView,
  Generate,
  KeyView,
  FoundServer,
  LaneState,
  ModelSettings,
  Quote,
  RefinerView,
} from '../../generated/api';
import { NOW } from './jobs';

const MIN = 60_000;

export const SKETCH: EngineView = {
  name: 'sketch',
  lanes: ['sketch-1'],
  price: { price: 'free' },
  default_spec: { fps: 24, frames: 96, seed: 0, size: { width: 1280, height: 720 } },
  capabilities: {
    ai: false,
    duration_s_max: 10,
    fps: { min: 10, max: 30 },
    frames: { min: 1, max: 300 },
    negative_prompt: false,
    progress: 'measured',
    size_max: { width: 1920, height: 1080 },
    size_min: { width: 64, height: 64 },
    size_multiple: 2,
  },
};

/** An engine as it is set up; four seconds are what it is priced by. */
export function engineOf({ settings, keys }: AddEngine): EngineView {
  const { name, charge = { charge: 'nothing' } } = settings;
  return {
    name,
    lanes: Array.from({ length: settings.width ?? 1 }, (_, at) => `${name}-${at + 1}`),
    price:
      charge.charge === 'per_second'
        ? { price: 'about', micro_usd: charge.micro_usd * 4 }
        : { price: charge.charge === 'unknown' ? 'unknown' : 'free' },
    default_spec: { fps: 24, frames: 96, seed: 0, size: { width: 1280, height: 704 } },
    capabilities: {
      ...SKETCH.capabilities,
      ai: true,
      progress: 'none',
      size_max: { width: 1280, height: 720 },
      size_multiple: 16,
    },
    setup: {
      provider: settings.engine === 'nvcf' ? 'nvidia' : 'openai',
      settings: { ...settings, charge },
      keys: keys ?? null,
    },
  };
}

/** One engine of each kind beside the sketch, one with a name that is long. */
export const fakeEngines: EngineView[] = [
  SKETCH,
  engineOf({
    settings: {
      engine: 'openai_videos',
      name: 'omni',
      url: 'http://192.168.1.40:8091',
      width: 2,
    },
  }),
  engineOf({
    settings: {
      engine: 'nvcf',
      name: 'cosmos-hosted-by-nvidia-for-the-night-shift',
      invoke_url:
        'https://api.nvcf.nvidia.com/v2/nvcf/pexec/functions/0f8c2b1e-6f0d-4c7a-9c55-1f6f3d2a7b10',
      body: { kind: 'cosmos_nim' },
      charge: { charge: 'per_second', micro_usd: 120_000 },
    },
    keys: ['studio account', 'the second account of the studio, for nights and weekends'],
  }),
];

export function lanesOf(engines: readonly EngineView[]): LaneState[] {
  return engines.flatMap(({ name, lanes }) =>
    lanes.map((lane) => ({ engine: name, lane, jobs: [], paused: false })),
  );
}

export function fakeKey(label: string, more: Partial<KeyView> = {}): KeyView {
  return {
    provider: 'nvidia',
    label,
    fingerprint: '9c41e07b22d80a5f',
    health: { health: 'ready' },
    readable: true,
    under_way: 0,
    width: { max: 4, now: 1, run: 0 },
    order: 'in_order',
    usage: { requests: 0, successes: 0, rate_limited: 0 },
    spend: { day: Math.floor(NOW / 86_400_000), micro_usd: 0 },
    ...more,
  };
}

/** A key in each health. */
export const fakeKeys: KeyView[] = [
  fakeKey('studio account', {
    under_way: 2,
    width: { max: 4, now: 3, run: 5 },
    usage: { requests: 1204, successes: 1197, rate_limited: 3, last_used: NOW - MIN },
    spend: { day: Math.floor(NOW / 86_400_000), micro_usd: 1_440_000, cap_micro_usd: 5_000_000 },
  }),
  fakeKey('the second account of the studio, for nights and weekends', {
    fingerprint: '22d80a5f9c41e07b',
    health: { health: 'cooling', cause: 'retry_after', until: NOW + 162_000 },
    usage: { requests: 8, successes: 7, rate_limited: 1, last_used: NOW - MIN },
  }),
  fakeKey('backup', {
    fingerprint: 'b07e771c51aac9d3',
    health: { health: 'parked', cause: 'out_of_credit', until: NOW + 600 * MIN },
    usage: { requests: 40, successes: 39, rate_limited: 0 },
  }),
  fakeKey('old', {
    fingerprint: 'e3f01b66b07e771c',
    health: { health: 'benched', cause: 'refused' },
    usage: { requests: 1, successes: 0, rate_limited: 0 },
  }),
  fakeKey('workshop server', {
    provider: 'openai',
    order: 'round_robin',
    fingerprint: '51aac9d3e3f01b66',
    readable: false,
  }),
];

/** What an order costs: the engine `omni` nothing, any other 48 cents a take. */
export function fakePrice({ items, engines = ['omni'] }: Generate): Quote {
  const jobs = items.reduce((sum, item) => sum + (item.takes ?? 1), 0);
  const paid = engines[0] !== 'omni';
  const price = paid
    ? ({ price: 'about', micro_usd: jobs * 480_000 } as const)
    : ({ price: 'free' } as const);
  return { jobs, about_s: null, price, engines };
}

const NOT_ASKED = { state: 'not_asked' } as const;

export const RULES_VIEW: RefinerView = {
  name: 'rules',
  label: 'Rules, offline',
  offline: true,
  state: { state: 'ready' },
};

/** A chat model as it is set up. */
export function refinerOf(setup: ModelSettings): RefinerView {
  return {
    name: setup.name,
    label: `${setup.model} at ${setup.url}`,
    offline: false,
    setup,
    state: NOT_ASKED,
  };
}

/** One of each kind beside the rules, one with names that are long. */
export const fakeRefiners: RefinerView[] = [
  { name: 'openai', label: 'gpt-4o-mini at api.openai.com', offline: false, state: NOT_ASKED },
  refinerOf({ name: 'qwen3-8b', url: 'http://127.0.0.1:11434/v1', model: 'qwen3:8b' }),
  refinerOf({
    name: 'the-large-one-for-the-last-word-on-a-day',
    url: 'https://integrate.api.nvidia.com/v1',
    model: 'nvidia/llama-3.3-nemotron-super-49b-v1.5-with-a-name-that-is-long',
    provider: 'nvidia',
  }),
  RULES_VIEW,
];

/** Two servers on this computer, one with nothing in it. */
export const fakeServers: FoundServer[] = [
  {
    server: 'Ollama',
    url: 'http://127.0.0.1:11434/v1',
    models: ['qwen3:8b', 'llama3.1:8b-instruct-q4_K_M', 'gemma3:12b'],
  },
  { server: 'LM Studio', url: 'http://127.0.0.1:1234/v1', models: [] },
];
