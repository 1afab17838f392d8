import type {
  ActOnJob,
  Acted,
  BudgetView,
  Calls,
  ChangeEvent,
  EngineView,
  FinishedView,
  ForecastView,
  GroupAct,
  JobDetail,
  JobView,
  KeyView,
  LaneAttempt,
  LaneState,
  LastRun,
  QueueOrder,
  Quote,
  RefineChoice,
  RefinedBy,
  RefinerView,
  RevisionView,
  RunView,
  SessionView,
  Snapshot,
} from '../../generated/api';
import { StudioError, type Heard, type Transport } from '../types';
import { NOW, everyState } from './jobs';
import { RULES_VIEW, SKETCH, engineOf, refinerOf } from './setup';
import { keepSteps } from './history';
import { fakeBy, fakeEnhanced, fakeSet, fakeUpdated, fakeVaried } from './refining';

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
  /** What takes cost, in millionths of a US dollar. */
  costs = new Map<string, number>();
  refiners: RefinerView[] = [RULES_VIEW];
  /** The steps of its session. */
  revisions: RevisionView[] = [];
  /** Who refines every task. */
  chosen = 'rules';
  /** Takes of its session that lie beyond those it has. */
  beyond = 0;
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

  get choices(): RefineChoice[] {
    const own = this.refiners.find(({ name }) => name === this.chosen) ?? RULES_VIEW;
    const { name, label, offline } = own;
    return (['enhance', 'extract', 'update', 'vary'] as const).map((task) => ({
      task,
      refiner: name,
      label,
      offline,
      by: 'all',
    }));
  }

  #by(named: string | null | undefined): RefinedBy {
    const wanted = named ?? this.chosen;
    const own = this.refiners.find(({ name }) => name === wanted) ?? RULES_VIEW;
    return fakeBy(own);
  }

  snapshot(): Snapshot {
    return {
      seq: this.seq,
      studio: { library: '/fake', library_name: 'A library', protocol: 1, version: '0' },
      engines: this.engines,
      refiners: this.refiners,
      refine_with: this.choices,
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
      takes: this.jobs.size + this.beyond,
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
      finished: this.#finished(),
      lanes: this.lanes,
      forecast: this.forecast,
    };
  }

  #onList(): JobView[] {
    const live = new Set(this.#live());
    return [...this.jobs.values()].filter((job) => !live.has(job) && !job.cleared_at);
  }

  #finished(): FinishedView {
    const counts = { done: 0, failed: 0, cancelled: 0, expired: 0 };
    for (const { state } of this.#onList()) counts[state.state as keyof FinishedView] += 1;
    return counts;
  }

  /** All that is over was one run. */
  #lastRun(): LastRun {
    const over = ['done', 'failed', 'cancelled', 'expired', 'undecided'];
    const jobs = [...this.jobs.values()]
      .filter((job) => over.includes(job.state.state) && !job.cleared_at)
      .sort((a, b) => b.changed_at - a.changed_at);
    if (jobs.every((job) => job.state.state === 'cancelled')) return {};
    const of = (job: JobView) => ({ job, attempts: 1, micro_usd: this.costs.get(job.id) ?? 0 });
    const own = jobs.map(of);
    const run: RunView = {
      jobs: own,
      began: Math.min(...jobs.map((job) => job.queued_at)),
      ended: Math.max(...jobs.map((job) => job.changed_at)),
      micro_usd: own.reduce((sum, { micro_usd }) => sum + micro_usd, 0),
      more: false,
      unpriced: 0,
    };
    return { run, report: `${String(jobs.length)} asked for\n` };
  }

  /** Clears what is finished, or puts back what was cleared. */
  #mark(jobs: readonly JobView[], cleared_at: number | null) {
    for (const job of jobs) this.jobs.set(job.id, { ...job, cleared_at });
    return { count: jobs.length, cleared_at: NOW };
  }

  #job(id: string): JobDetail {
    const job = this.jobs.get(id);
    if (!job) throw new StudioError({ code: 'not_found', message: `there is no job ${id}` });
    return { ...job, attempts: [] };
  }

  /** As it answers for each of them. */
  #together(ids: readonly string[], { act }: GroupAct): Acted {
    const acted: Acted = { done: [], refused: [] };
    if (act === 'next' || act === 'prioritize' || act === 'move')
      return { ...acted, done: ids.map((id) => this.#job(id)) };
    const one = this.answers.act_on_job ?? (({ job }: ActOnJob) => this.#job(job));
    for (const job of ids) {
      try {
        acted.done.push(one({ job, action: act }));
      } catch (thrown) {
        acted.refused.push({ job, error: StudioError.from(thrown).api });
      }
    }
    return acted;
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
      list_sessions: ({ deleted, archived }) => (deleted || archived ? [] : this.#sessions()),
      settings: () => ({
        refine_with: {},
        keep_awake: true,
        expiry: 'never',
        tuner_expiry: 'never',
        tuner_new_per_minute: 0,
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
        revisions: { revisions: this.revisions.toReversed(), total: this.revisions.length },
        jobs: { jobs: [...this.jobs.values()] },
      }),
      keep_revisions: (wanted) => keepSteps(this.revisions, wanted),
      last_run: () => this.#lastRun(),
      list_attempts: () => this.attempts,
      list_jobs: ({ batch, cleared_at, session, from_take }) => {
        const all = [...this.jobs.values()];
        if (session) return { jobs: all.filter(({ take }) => take >= (from_take ?? 1)) };
        if (cleared_at) return { jobs: all.filter((job) => job.cleared_at === cleared_at) };
        return { jobs: all.filter((job) => job.batch === batch) };
      },
      act_on_jobs: ({ jobs, act }) => this.#together(jobs, act),
      put_jobs: () => ({}),
      clear_finished: () => {
        const cleared = this.#mark(this.#onList(), NOW);
        this.event('jobs_cleared', cleared);
        return cleared;
      },
      put_back_cleared: () => {
        const own = [...this.jobs.values()].filter((job) => job.cleared_at);
        const back = this.#mark(own, null);
        this.event('jobs_put_back', back);
        return back;
      },
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
      refine_choices: () => this.choices,
      choose_refiner: ({ refiner }) => {
        this.chosen = refiner ?? 'rules';
        return this.choices;
      },
      kept_answers: () => ({ count: 3, count_max: 500 }),
      forget_answers: () => ({ count: 0, count_max: 500 }),
      price_model: ({ model, price = null }) => {
        const priced = (own: RefinerView) =>
          own.name === model && own.setup ? { ...own, setup: { ...own.setup, price } } : own;
        this.refiners = this.refiners.map(priced);
        const [first] = this.refiners.filter((own) => own.name === model);
        if (!first) throw new StudioError({ code: 'not_found', message: 'there is none' });
        return first;
      },
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
      extract: ({ refiner }) => ({
        subjects: 'a robot, a dog',
        location: 'a street',
        by: this.#by(refiner),
      }),
      sent_prompt: ({ prompt }) => ({ form: 'prose', text: prompt }),
      enhance: ({ prompt, refiner }) => ({ ...fakeEnhanced(prompt), by: this.#by(refiner) }),
      update: (input) => ({ ...fakeUpdated(input), by: this.#by(input.refiner) }),
      set_fields: fakeSet,
      vary: (input) => ({ ...fakeVaried(input), by: this.#by(input.refiner) }),
      generate: () => ({ batch: 'batch-1', session: 'session-1', jobs: 0, first: null }),
    };
  }
}
