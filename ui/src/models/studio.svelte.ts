import { SvelteMap } from 'svelte/reactivity';

import type {
  ActOnJob,
  ActOnJobs,
  Acted,
  BatchId,
  BudgetView,
  ChangeEvent,
  EngineView,
  FinishedView,
  ForecastView,
  Health,
  JobId,
  JobPage,
  JobView,
  LaneName,
  LaneState,
  Priority,
  QueueOrder,
  QueueView,
  RefineChoice,
  RefineTask,
  RefinerView,
  SessionDetail,
  SessionId,
  SessionView,
  Snapshot,
  WritingView,
} from '../generated/api';
import { StudioError, type Heard, type Transport } from '../transport/types';
import { Announcer } from './announcer.svelte';
import { Asking } from './asking.svelte';
import { soon } from './clock.svelte';
import { ProgressBoard } from './progress';
import { Revisions } from './revisions.svelte';
import { Takes } from './takes.svelte';

export type Line = 'opening' | 'open' | 'lost';

/** More changed jobs than this are cheaper to fetch as a whole. */
const ONE_BY_ONE_MAX = 12;
const NONE_FINISHED: FinishedView = { done: 0, failed: 0, cancelled: 0, expired: 0 };
/** The queue's reasons change with every job; they are looked at this often. */
const QUEUE_EVERY_MS = 400;
/** Keys change with every render; what is set up is looked at this often. */
const SETUP_EVERY_MS = 1_000;

/** Jobs that are fetched at once, at most. */
const PAGE_MAX = 1000;

/**
 * What the studio said, keyed by id. A snapshot first, then events by number; a gap or a
 * break leads to a new snapshot, never to a guess.
 */
export class Studio {
  line: Line = $state('opening');
  error: StudioError | null = $state.raw(null);
  health: Health | null = $state.raw(null);
  engines: EngineView[] = $state.raw([]);
  refiners: RefinerView[] = $state.raw([]);
  /** Who refines what. */
  choices: RefineChoice[] = $state.raw([]);
  lanes: LaneState[] = $state.raw([]);
  forecast: ForecastView = $state.raw({ slots: [] });
  paused = $state(false);
  queueOrder: QueueOrder = $state('in_order');
  /** Of the batches that have one and of which jobs are live. */
  budgets: BudgetView[] = $state.raw([]);
  live = $state(0);
  /** What is finished and not cleared from the queue's list. */
  finished: FinishedView = $state.raw(NONE_FINISHED);
  /** Live jobs in the order in which they are taken. */
  order: JobId[] = $state.raw([]);
  readonly jobs = new SvelteMap<JobId, JobView>();
  readonly sessions = new SvelteMap<SessionId, SessionView>();
  readonly progress = new ProgressBoard();
  readonly announcer = new Announcer();
  readonly asking = new Asking();
  readonly revisions: Revisions;
  readonly takes = new Takes(this);

  /** What chat models have written so far of the answers under way. */
  writing: readonly WritingView[] = $state.raw([]);
  /** Counts what was heard of changes of engines, lanes, keys and models. */
  setUps = $state(0);

  seq = 0;
  #open = new Set<SessionId>();
  #stop: (() => void) | undefined;
  #changed = new Set<JobId>();
  #fetchChanged = soon(0, () => this.#refetchJobs());
  #fetchQueue = soon(QUEUE_EVERY_MS, () => this.refetchQueue());
  #fetchSetup = soon(SETUP_EVERY_MS, () => this.refetchSetup());
  #fetchSessions = soon(150, () => this.refetchSessions());

  constructor(readonly transport: Transport) {
    this.revisions = new Revisions(transport);
  }

  /** Opens the line. The returned function closes it. */
  start(): () => void {
    void this.#begin();
    return () => this.#stop?.();
  }

  async retry(): Promise<void> {
    this.error = null;
    await this.#begin();
  }

  async #begin(): Promise<void> {
    try {
      await this.refetch();
      this.#stop?.();
      this.#stop = this.transport.events(this.seq, (heard) => this.hear(heard));
    } catch (thrown) {
      this.error = StudioError.from(thrown);
    }
  }

  /** Looks at everything anew. */
  async refetch(): Promise<void> {
    const snapshot = await this.transport.call('snapshot', {});
    this.#take(snapshot);
    await Promise.all([...this.#open].map((session) => this.#fetchSession(session)));
  }

  hear(heard: Heard): void {
    switch (heard.kind) {
      case 'open':
        if (this.line === 'lost') this.#again();
        // What is set up has no numbers: a change since the snapshot was told to nobody here.
        else if (this.line === 'opening') this.#fetchSetup();
        this.line = 'open';
        break;
      case 'lost':
        this.line = 'lost';
        this.writing = [];
        break;
      case 'missed':
        this.#again();
        break;
      case 'progress':
        this.progress.set(heard.progress);
        break;
      case 'writing':
        this.writing = heard.writing;
        break;
      case 'change':
        this.#apply(heard.event);
        break;
      case 'set_up':
        this.setUps += 1;
        this.#fetchSetup();
        break;
    }
  }

  #apply(event: ChangeEvent): void {
    if (event.seq <= this.seq) return;
    const gap = event.seq > this.seq + 1;
    this.seq = event.seq;
    if (gap) return this.#again();
    const { data } = event;
    switch (event.kind) {
      case 'job_changed':
        this.#jobChanged(data);
        break;
      case 'batch_queued':
        void this.#fetchBatch(String(data['batch']));
        this.#fetchQueue();
        this.#fetchSessions();
        break;
      case 'queue_paused':
        this.paused = data['paused'] === true;
        this.#fetchQueue();
        break;
      case 'session_changed':
        if (this.#open.has(String(data['session'])))
          void this.#fetchSession(String(data['session']));
        this.#fetchSessions();
        break;
      case 'jobs_cleared':
        void this.#fetchCleared(Number(data['cleared_at']));
        this.#fetchQueue();
        break;
      case 'jobs_put_back':
        this.#takePutBack(Number(data['cleared_at']));
        this.#fetchQueue();
        break;
      case 'session_added':
        this.#fetchSessions();
        break;
      default:
        // Moves, paused batches, and whatever a newer studio tells.
        this.#fetchQueue();
    }
  }

  #jobChanged(data: Record<string, unknown>): void {
    const id = String(data['job']);
    const known = this.jobs.get(id);
    this.#fetchQueue();
    this.#fetchSessions();
    if (known && known.version >= Number(data['version'])) return;
    this.#changed.add(id);
    this.#fetchChanged();
  }

  #again(): void {
    this.refetch().catch((thrown: unknown) => (this.error = StudioError.from(thrown)));
  }

  #take(snapshot: Snapshot): void {
    if (this.health && this.health.library !== snapshot.studio.library) {
      this.jobs.clear();
      this.revisions.clear();
    }
    this.health = snapshot.studio;
    this.engines = snapshot.engines;
    this.refiners = snapshot.refiners;
    this.choices = snapshot.refine_with;
    this.seq = snapshot.seq;
    this.#takeSessions(snapshot.sessions);
    this.#takeQueue(snapshot.queue);
  }

  #takeQueue(queue: QueueView): void {
    this.paused = queue.paused;
    this.queueOrder = queue.order ?? 'in_order';
    this.budgets = queue.budgets ?? [];
    this.live = queue.live;
    this.finished = queue.finished ?? NONE_FINISHED;
    this.lanes = queue.lanes;
    this.forecast = queue.forecast;
    for (const job of queue.jobs) this.takeJob(job);
    this.order = queue.jobs.map((job) => job.id);
  }

  #takeSessions(sessions: readonly SessionView[]): void {
    const gone = new Set(this.sessions.keys());
    for (const session of sessions) {
      gone.delete(session.id);
      this.sessions.set(session.id, session);
    }
    for (const id of gone) this.sessions.delete(id);
  }

  /** Keeps the newest view of a job: answers may overtake each other. */
  takeJob(job: JobView): void {
    const known = this.jobs.get(job.id);
    if (known && known.version > job.version) return;
    if (known && known.state.state !== job.state.state) this.announcer.job(job);
    this.jobs.set(job.id, job);
    if (job.progress) this.#seedProgress(job);
  }

  /** A page that has just opened shows how far a render is before it moves on. */
  #seedProgress(job: JobView): void {
    if (job.progress && !this.progress.of(job.id)) this.progress.add(job.progress);
  }

  // Sessions

  /** Keeps a session's jobs and revisions fresh. The returned function ends it. */
  follow(session: SessionId): () => void {
    this.#open.add(session);
    return () => void this.#open.delete(session);
  }

  async load(session: SessionId): Promise<SessionDetail> {
    return await this.#fetchSession(session);
  }

  async #fetchSession(session: SessionId): Promise<SessionDetail> {
    const detail = await this.transport.call('session', { session });
    this.sessions.set(session, detail.session);
    this.revisions.take(session, detail.revisions);
    await this.takes.take(detail);
    return detail;
  }

  async #fetchBatch(batch: string): Promise<void> {
    // Of a large batch, those that come first; the rest is told where it is looked at.
    const page = await this.transport.call('list_jobs', { batch, limit: PAGE_MAX });
    for (const job of page.jobs) this.takeJob(job);
  }

  async #fetchCleared(cleared_at: number): Promise<void> {
    let after: JobId | null = null;
    do {
      const wanted = { cleared_at, after, limit: PAGE_MAX };
      const page: JobPage = await this.transport.call('list_jobs', wanted);
      for (const job of page.jobs) if (this.jobs.has(job.id)) this.takeJob(job);
      after = page.next ?? null;
    } while (after);
  }

  #takePutBack(cleared_at: number): void {
    for (const job of this.jobs.values())
      if (job.cleared_at === cleared_at) this.jobs.set(job.id, { ...job, cleared_at: null });
  }

  async #refetchJobs(): Promise<void> {
    const ids = [...this.#changed];
    this.#changed.clear();
    if (ids.length > ONE_BY_ONE_MAX) return await this.refetch();
    const jobs = await Promise.all(ids.map((job) => this.transport.call('job', { job })));
    for (const job of jobs) this.takeJob(job);
  }

  async refetchQueue(): Promise<void> {
    this.#takeQueue(await this.transport.call('queue', {}));
  }

  async refetchSessions(): Promise<void> {
    this.#takeSessions(await this.transport.call('list_sessions', {}));
  }

  /** Looks anew at what is set up on this computer, and at what waits for it. */
  async refetchSetup(): Promise<void> {
    const [engines, refiners, choices] = await Promise.all([
      this.transport.call('list_engines', {}),
      this.transport.call('list_refiners', {}),
      this.transport.call('refine_choices', {}),
    ]);
    this.engines = engines;
    this.refiners = refiners;
    this.choices = choices;
    await this.refetchQueue();
  }

  // Acts

  async act(wanted: ActOnJob): Promise<void> {
    this.takeJob(await this.transport.call('act_on_job', wanted));
  }

  /** The same for several jobs; each refusal is told for itself. */
  async actTogether(wanted: ActOnJobs): Promise<Acted> {
    const acted = await this.transport.call('act_on_jobs', wanted);
    for (const job of acted.done) this.takeJob(job);
    return acted;
  }

  async pauseQueue(paused: boolean): Promise<void> {
    await this.transport.call('pause_queue', { paused });
    this.paused = paused;
  }

  async orderQueue(order: QueueOrder): Promise<void> {
    await this.transport.call('order_queue', { order });
    await this.refetchQueue();
  }

  async limitBatch(batch: BatchId, budget_micro_usd: number | null): Promise<void> {
    await this.transport.call('limit_batch', { batch, budget_micro_usd });
    await this.refetchQueue();
  }

  async prioritize(job: JobId, priority: Priority): Promise<void> {
    await this.transport.call('prioritize_job', { job, priority });
    this.takeJob(await this.transport.call('job', { job }));
    await this.refetchQueue();
  }

  async pauseLane(lane: LaneName, paused: boolean): Promise<void> {
    await this.transport.call('pause_lane', { lane, paused });
    await this.refetchQueue();
  }

  async move(job: JobId, before: JobId | null): Promise<void> {
    await this.transport.call('move_job', { job, before });
    await this.refetchQueue();
  }

  async next(job: JobId): Promise<void> {
    await this.transport.call('run_next', { job });
    await this.refetchQueue();
  }

  /** Who refines a task. */
  chosenFor(task: RefineTask): RefineChoice | undefined {
    return this.choices.find((own) => own.task === task);
  }

  engine(name: string | undefined): EngineView | undefined {
    return this.engines.find((engine) => engine.name === name) ?? this.engines[0];
  }
}
