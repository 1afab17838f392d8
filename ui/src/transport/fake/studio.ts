import type {
  BudgetView,
  Calls,
  ChangeEvent,
  EngineView,
  ForecastView,
  JobDetail,
  JobView,
  KeyView,
  LaneAttempt,
  LaneState,
  QueueOrder,
  Quote,
  RefinerView,
  SessionView,
  Snapshot,
} from '../../generated/api';
import { StudioError, type Heard, type Transport } from '../types';
import { NOW, everyState } from './jobs';
import { SKETCH, engineOf, refinerOf } from './setup';
import { fakeEnhanced, fakeUpdated, fakeVaried } from './refining';

type Answers = { [K in keyof Calls]?: (input: Calls[K]['input']) => Calls[K]['output'] };

/** A library with a job in every state, and answers that can be changed. */
export class FakeStudio implements Transport {
  readonly capabilities = {
    saves: 'download',
    dropsByDoor: false,
    endsStudio: false,
    opensFiles: false,
  } as const;
  readonly called: { name: keyof Calls; input: unknown }[] = [];
  readonly jobs = new Map<string, JobView>();
  readonly listeners = new Set<(heard: Heard) => void>();
  seq = 10;
  paused = false;
  queueOrder: QueueOrder = 'in_order';
  budgets: BudgetView[] = [];
  answers: Answers = {};

  /** What the lanes have done. */
  attempts: LaneAttempt[] = [];
  lanes: LaneState[] = [{ engine: 'sketch', lane: 'sketch-1', jobs: [], paused: false }];
  forecast: ForecastView = { slots: [], ends_at: null };
  engines: EngineView[] = [SKETCH];
  keys: KeyView[] = [];
  refiners: RefinerView[] = [{ name: 'rules', label: 'Rules, offline', offline: true }];
  title = 'A session with a title that is long enough to be cut where the window is narrow';

  constructor(jobs: readonly JobView[] = everyState()) {
    for (const job of jobs) this.jobs.set(job.id, job);
  }

  async call<K extends keyof Calls>(
    name: K,
    input: Calls[K]['input'],
  ): Promise<Calls[K]['output']> {
    this.called.push({ name, input });
    await Promise.resolve();
    const own = this.answers[name] ?? this.#defaults()[name];
    if (!own) throw new StudioError({ code: 'not_now', message: `the fake has no ${name}` });
    return own(input);
  }

  upload() {
    return Promise.resolve({
      file: 'prompts.csv',
      ignored_columns: ['mood'],
      rows: [
        { line: 2, take: { prompt: 'a fox', takes: 2 } },
        { line: 3, problem: { field: 'seed', reason: 'seed is no number', text: 'x' } },
        { line: 4, take: { prompt: 'a fox' }, duplicate_of: 2 },
      ],
    });
  }

  media(path: string): string {
    return path;
  }

  events(_after: number, on: (heard: Heard) => void): () => void {
    this.listeners.add(on);
    on({ kind: 'open' });
    return () => this.listeners.delete(on);
  }

  saveExport(): Promise<boolean> {
    return Promise.resolve(true);
  }

  openVideo(): Promise<void> {
    return Promise.resolve();
  }

  painted(): void {
    // Nobody measures a made-up studio.
  }

  drops(): () => void {
    return () => undefined;
  }

  tell(heard: Heard): void {
    for (const listener of this.listeners) listener(heard);
  }

  /** Changes a job and tells so, as the studio does. */
  change(job: JobView): void {
    this.jobs.set(job.id, job);
    this.event('job_changed', { job: job.id, state: job.state.state, version: job.version });
  }

  event(kind: string, data: ChangeEvent['data'], seq = ++this.seq): void {
    this.seq = seq;
    this.tell({ kind: 'change', event: { seq, at: NOW, kind, data } });
  }

  count(name: keyof Calls): number {
    return this.called.filter((call) => call.name === name).length;
  }

  snapshot(): Snapshot {
    return {
      seq: this.seq,
      studio: { library: '/fake', library_name: 'A library', protocol: 1, version: '0' },
      engines: this.engines,
      refiners: this.refiners,
      sessions: this.#sessions(),
      queue: this.#queue(),
    };
  }

  #sessions(): SessionView[] {
    return this.jobs.size > 0 ? [this.#session()] : [];
  }

  #session(): SessionView {
    const count = (state: string) =>
      [...this.jobs.values()].filter((job) => job.state.state === state).length;
    return {
      id: 'session-1',
      title: this.title,
      takes: this.jobs.size,
      done: count('done'),
      failed: count('failed'),
      live: this.#live().length,
      created_at: 1,
      touched_at: NOW,
    };
  }

  #live(): JobView[] {
    const ended = ['done', 'failed', 'cancelled', 'expired'];
    return [...this.jobs.values()].filter((job) => !ended.includes(job.state.state));
  }

  #queue() {
    const jobs = this.#live();
    return {
      jobs,
      live: jobs.length,
      paused: this.paused,
      order: this.queueOrder,
      budgets: this.budgets,
      works: !this.paused && jobs.length > 0,
      lanes: this.lanes,
      forecast: this.forecast,
    };
  }

  #job(id: string): JobDetail {
    const job = this.jobs.get(id);
    if (!job) throw new StudioError({ code: 'not_found', message: `there is no job ${id}` });
    return { ...job, attempts: [] };
  }

  #defaults(): Answers {
    const quote = (jobs: number): Quote => ({
      jobs,
      about_s: jobs * 4.2,
      price: { price: 'free' },
      engines: ['sketch'],
    });
    const takes = (items: Calls['quote']['input']['items']) =>
      items.reduce((sum, item) => sum + (item.takes ?? 1), 0);
    return {
      snapshot: () => this.snapshot(),
      queue: () => this.#queue(),
      list_sessions: ({ deleted }) => (deleted ? [] : this.#sessions()),
      settings: () => ({
        keep_awake: true,
        notifications: true,
        on_close: 'stop',
        single_keys: true,
        text_percent: 100,
        theme: 'system',
      }),
      away: () => ({}),
      draft: () => ({}),
      save_draft: () => ({}),
      compare: ({ before, after }) => (before === after ? [] : fakeEnhanced(before).changes),
      session: () => ({
        seq: this.seq,
        session: this.#session(),
        revisions: [],
        jobs: [...this.jobs.values()],
      }),
      list_attempts: () => this.attempts,
      list_jobs: ({ batch }) => [...this.jobs.values()].filter((job) => job.batch === batch),
      job: ({ job }) => this.#job(job),
      act_on_job: ({ job }) => this.#job(job),
      move_job: () => ({}),
      order_queue: ({ order }) => {
        this.queueOrder = order;
        return {};
      },
      limit_batch: ({ batch, budget_micro_usd }) => {
        const others = this.budgets.filter((own) => own.batch !== batch);
        const known = this.budgets.find((own) => own.batch === batch);
        const spent_micro_usd = known?.spent_micro_usd ?? 0;
        this.budgets =
          typeof budget_micro_usd === 'number'
            ? [...others, { batch, budget_micro_usd, spent_micro_usd }]
            : others;
        return {};
      },
      prioritize_job: ({ job, priority }) => {
        this.jobs.set(job, { ...this.#job(job), priority });
        return {};
      },
      pause_queue: ({ paused }) => {
        this.paused = paused;
        return {};
      },
      list_engines: () => this.engines,
      list_keys: () => this.keys,
      list_refiners: () => this.refiners,
      add_model: (wanted) => {
        const refiner = refinerOf(wanted);
        this.refiners = [refiner, ...this.refiners];
        return refiner;
      },
      remove_model: ({ model }) => {
        this.refiners = this.refiners.filter((own) => own.name !== model);
        return {};
      },
      test_model: () => ({ took_ms: 31 }),
      list_models: () => ['qwen3:8b', 'llama3.1:8b'],
      find_models: () => [],
      add_engine: (wanted) => {
        const engine = engineOf(wanted);
        this.engines = [...this.engines, engine];
        return engine;
      },
      remove_engine: ({ engine }) => {
        this.engines = this.engines.filter((own) => own.name !== engine);
        return {};
      },
      test_engine: () => ({ took_ms: 12 }),
      test_key: () => ({ took_ms: 40 }),
      pause_lane: ({ lane, paused }) => {
        this.lanes = this.lanes.map((own) => (own.lane === lane ? { ...own, paused } : own));
        return {};
      },
      quote: ({ items }) => quote(takes(items)),
      extract: () => ({ subjects: 'a robot, a dog', location: 'a street' }),
      enhance: ({ prompt }) => fakeEnhanced(prompt),
      update: (input) => fakeUpdated(input),
      vary: (input) => fakeVaried(input),
      generate: () => ({ batch: 'batch-1', session: 'session-1', jobs: [], first: null }),
    };
  }
}
