import type { Failure, JobState, JobView, LaneAttempt, WaitReason } from '../../generated/api';
import { StudioError } from '../types';
import { LEASE, NOW, fakeJob, offers } from './jobs';
import { morning } from './morning';
import { fakeUpdated, fakeVaried } from './refining';
import { fakeEngines, fakeKeys, fakePrice, fakeRefiners, fakeServers, lanesOf } from './setup';
import { FakeStudio } from './studio';
import { done, takes } from './takes';

const LENGTH_MS = 9_000;

const FAILED: Failure = {
  class: 'backend',
  billed: 'no',
  message: 'the worker ended in the middle of the render',
  next_step: { way_out: 'retry' },
  retry: { retry: 'again' },
};

/** Four lanes at work and two dozen takes ahead of them. */
function night(): FakeStudio {
  const jobs = takes(6);
  const lanes = ['sketch-1', 'sketch-2', 'sketch-3', 'sketch-4'];
  lanes.forEach((lane, at) => {
    const id = `job-${at + 7}`;
    const state: JobState = { state: 'running', lease: { ...LEASE, lane } };
    const progress = { job: id, done: 18 + at * 21, total: 96 };
    jobs.push({ ...done(id, at + 7), state, progress, video: null });
  });
  for (let at = 10; at < 34; at += 1) {
    const waits = { waits_for: 'turn', ahead: at - 10 } as const;
    jobs.push({ ...done(`job-${at + 1}`, at + 1), state: { state: 'queued' }, waits, video: null });
  }
  const studio = new FakeStudio(jobs);
  studio.title = 'A red fox at dawn';
  studio.lanes = lanes.map((lane, at) => {
    return { engine: 'sketch', lane, jobs: [`job-${at + 7}`], paused: at === 3 };
  });
  const slots = Array.from({ length: 28 }, (_, at) => {
    const starts_at = NOW - 2_000 - (at % 4) * 1_500 + Math.floor(at / 4) * LENGTH_MS;
    const lane = lanes[at % 4] ?? '';
    return { job: `job-${at + 7}`, lane, starts_at, ends_at: starts_at + LENGTH_MS };
  });
  studio.attempts = lanes.flatMap((lane, at) =>
    [1, 2].map((ago): LaneAttempt => {
      const ended_at = NOW - 2_000 - at * 1_500 - (ago - 1) * LENGTH_MS;
      const failed = at === 1 && ago === 1;
      return {
        id: `attempt-${at}-${ago}`,
        engine: 'sketch',
        lane,
        job: `job-${at + 1}`,
        session: 'session-1',
        take: at + 1,
        began_at: ended_at - LENGTH_MS,
        ended_at,
        outcome: failed ? 'attempt_failed' : 'delivered',
        failure: failed ? FAILED : null,
      };
    }),
  );
  studio.forecast = { slots, ends_at: Math.max(...slots.map((slot) => slot.ends_at)) };
  return studio;
}

/** Engines that cost, keys in every health, and takes that wait for them. */
function setUp(): FakeStudio {
  const waits = (waits: WaitReason) => ({ waits, engines: ['omni'] });
  const auth: Failure = {
    class: 'auth',
    billed: 'no',
    message: 'NVIDIA turned the key “old” away (401).',
    next_step: { way_out: 'check_keys' },
    retry: { retry: 'never' },
  };
  const why = { key: 'unusable', refused: 1, out_of_credit: 1 } as const;
  const studio = new FakeStudio([
    fakeJob(
      'job-1',
      { state: 'queued' },
      { ...waits({ waits_for: 'no_key', engines: ['omni'], why }), needs_user: true },
    ),
    fakeJob(
      'job-2',
      { state: 'queued' },
      waits({
        waits_for: 'no_key',
        engines: ['cosmos-hosted-by-nvidia-for-the-night-shift'],
        why: { key: 'cooling', until: NOW + 162_000 },
      }),
    ),
    fakeJob(
      'job-3',
      { state: 'queued' },
      waits({ waits_for: 'lanes_paused', lanes: ['omni-1', 'omni-2'] }),
    ),
    fakeJob('job-4', { state: 'failed', failure: auth }, { engines: ['omni'] }),
  ]);
  studio.engines = fakeEngines;
  studio.keys = fakeKeys;
  const cooling = { key: 'cooling', until: NOW + 162_000 } as const;
  studio.lanes = lanesOf(fakeEngines).map((own) => ({
    ...own,
    paused: own.engine === 'omni',
    no_key: own.engine.startsWith('cosmos') ? cooling : null,
  }));
  studio.answers.add_engine = ({ settings }) => {
    throw new StudioError({
      code: 'bad_input',
      field: 'url',
      message:
        "the engine's settings can't be used: url: this is no address; one looks like " +
        `http://127.0.0.1:8091; name: ${settings.name === '' ? 'this must not be empty' : 'only letters, digits, dots, dashes and underscores are possible'}`,
    });
  };
  const refused: Record<string, string> = {
    omni: 'the server at 192.168.1.40:8091 has no /v1/videos: it is too old, or something else',
  };
  studio.answers.test_engine = ({ engine }) => {
    const message = refused[engine];
    if (!message) return { took_ms: 212 };
    throw new StudioError({
      code: 'engine_cannot',
      message,
      way_out: { way_out: 'test_engine' },
    });
  };
  studio.answers.test_key = () => {
    const message = 'no engine uses the key of openai';
    throw new StudioError({ code: 'not_now', message, hint: 'add an engine that does' });
  };
  studio.answers.quote = fakePrice;
  studio.answers.generate = () => {
    throw new StudioError({ code: 'price_not_agreed', message: 'nothing was agreed to' });
  };
  return studio;
}

/** A batch whose budget is used up, a take that has become dearer, and one that is urgent. */
function budget(): FakeStudio {
  const studio = setUp();
  const engines = ['cosmos-hosted-by-nvidia-for-the-night-shift'];
  const price = { price: 'about', micro_usd: 480_000 } as const;
  const more = (id: string, waits: WaitReason) =>
    fakeJob(
      id,
      { state: 'queued' },
      { waits, engines, needs_user: true, batch: 'batch-night', take: Number(id.slice(4)) },
    );
  studio.jobs.clear();
  const urgent = fakeJob(
    'job-1',
    { state: 'queued' },
    { waits: { waits_for: 'turn', ahead: 0 }, priority: 'high', take: 1 },
  );
  const used = { batch: 'batch-night', left_micro_usd: 320_000 };
  const jobs = [
    urgent,
    ...['job-12', 'job-13', 'job-14'].map((id) =>
      more(id, { waits_for: 'budget_used', ...used, price }),
    ),
    more('job-15', { waits_for: 'dearer', agreed_micro_usd: 240_000, price }),
  ];
  for (const job of jobs) studio.jobs.set(job.id, job);
  studio.title = 'A red fox at dawn';
  studio.queueOrder = 'by_turns';
  studio.budgets = [
    { batch: 'batch-night', budget_micro_usd: 5_600_000, spent_micro_usd: 5_280_000 },
  ];
  return studio;
}

/** Cut off in the middle of the night and started again: the engines are asked what became. */
function recovering(): FakeStudio {
  const studio = setUp();
  const free = studio.lanes.filter(({ engine }) => engine !== 'sketch');
  const asked = free.map(({ engine, lane }): [JobState, Partial<JobView>] => [
    { state: 'in_doubt', lease: { ...LEASE, lane } },
    { engines: [engine] },
  ]);
  const maybe: Failure = { ...FAILED, billed: 'maybe', message: 'the engine does not know it' };
  const engines = ['cosmos-hosted-by-nvidia-for-the-night-shift'];
  const states: [JobState, Partial<JobView>?][] = [
    [{ state: 'running', lease: LEASE }, { progress: { job: 'job-1', done: 41, total: 96 } }],
    ...asked,
    [
      { state: 'undecided', failure: maybe },
      { engines, actions: offers('retry', 'give_up', 'cancel'), needs_user: true },
    ],
    [{ state: 'queued' }, { engines, waits: { waits_for: 'turn', ahead: 0 } }],
    [{ state: 'queued' }, { engines, waits: { waits_for: 'turn', ahead: 1 } }],
  ];
  studio.jobs.clear();
  states.forEach(([state, more], at) => {
    const take = at + 1;
    const prompt = 'a red fox trots through deep snow in a birch forest at dawn';
    const job = fakeJob(`job-${take}`, state, { take, prompt, ...more });
    studio.jobs.set(job.id, job);
  });
  studio.lanes = studio.lanes.map((own) => ({
    ...own,
    paused: false,
    no_key: null,
    jobs: [...studio.jobs.values()]
      .filter(({ state }) => 'lease' in state && state.lease?.lane === own.lane)
      .map(({ id }) => id),
  }));
  studio.title = 'A red fox at dawn';
  const none = { cancelled: 0, expired: 0, failed: 0, fetched_again: 0, sent_again: 1 };
  const away = { ...none, asks: 1, open: asked.length, went_on: 1, cut_off: true, run: 7 };
  studio.answers.away = () => ({ away: { ...away, since: NOW - 4_380_000 } });
  return studio;
}

/** Chat models of each kind, one whose keys can't be used. */
function models(): FakeStudio {
  const studio = new FakeStudio([]);
  studio.refiners = fakeRefiners;
  studio.answers.find_models = () => fakeServers;
  studio.answers.test_model = ({ model }) => {
    if (model === 'qwen3-8b') return { took_ms: 31 };
    throw new StudioError({
      code: 'refiner',
      message: 'there is no key of nvidia that can be used',
      hint: 'the offline rules work without it: choose the refiner "rules"',
      way_out: { way_out: 'check_keys' },
    });
  };
  studio.answers.add_model = () => {
    throw new StudioError({
      code: 'bad_input',
      field: 'url',
      message: 'keys would go to another computer without encryption',
      hint: 'use an https:// address, or a server that asks for no key',
    });
  };
  return studio;
}

const scenes = {
  models,
  budget,
  setup: setUp,
  /** Nothing was ever done. */
  first: () => new FakeStudio([]),
  /** A take in each state, with awkward words. */
  states: () => new FakeStudio(),
  night,
  morning,
  recovering,
  /** More than a window shows. */
  many: () => {
    const studio = new FakeStudio(takes(200));
    studio.title = 'Two hundred takes';
    return studio;
  },
  /** A page of a hundred thousand takes. */
  pages: () => {
    const studio = new FakeStudio(takes(200));
    studio.title = 'A hundred thousand takes';
    studio.beyond = 99_800;
    return studio;
  },
  /** Long full of work, and the line breaks. */
  lost: () => {
    const studio = night();
    setTimeout(() => studio.tell({ kind: 'lost' }), 300);
    return studio;
  },
  /** A chat model that is out of order, so that the rules stand in for it. */
  model: () => {
    const studio = new FakeStudio([]);
    const [rules] = studio.refiners;
    studio.refiners = [
      { name: 'qwen', label: 'Qwen3 8B', offline: false, state: { state: 'ready' } },
    ];
    if (rules) studio.refiners.push(rules);
    const why = 'the server at 127.0.0.1:8000 answers with 503: out of memory';
    studio.answers.update = (input) => {
      if (input.refiner === 'rules') return fakeUpdated(input);
      throw new StudioError({ code: 'refiner', message: why });
    };
    studio.answers.vary = (input) => ({ ...fakeVaried(input), model_failed: why });
    return studio;
  },
  /** Whoever is asked thinks for ever. */
  slow: () => {
    const studio = new FakeStudio([]);
    const never = () => new Promise<never>(() => undefined) as never;
    Object.assign(studio.answers, { enhance: never, update: never, vary: never });
    return studio;
  },
  /** The library can't be opened. */
  refused: () => {
    const studio = new FakeStudio([]);
    studio.answers.snapshot = () => {
      throw new StudioError({
        code: 'internal',
        message: 'the library on drive D: is no longer there',
        hint: 'connect the drive, then try again',
        causes: ['open library.db: no such file or directory'],
      });
    };
    return studio;
  },
};

/** A studio in a state worth a picture. */
export function fakeScene(name: string): FakeStudio {
  return (scenes[name as keyof typeof scenes] ?? scenes.states)();
}
