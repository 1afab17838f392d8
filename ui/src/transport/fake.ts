import type {
  Calls,
  ChangeEvent,
  Enhanced,
  JobAction,
  JobDetail,
  JobState,
  JobView,
  Quote,
  SessionView,
  Snapshot,
} from '../generated/api';
import { StudioError, type Heard, type Transport } from './types';

type Answers = { [K in keyof Calls]?: (input: Calls[K]['input']) => Calls[K]['output'] };

const LEASE = { attempt: 'attempt-1', epoch: 1, lane: 'sketch-1' };
const ACTIONS: JobAction[] = ['hold', 'release', 'cancel', 'retry', 'give_up'];

/** A job as the studio tells it. */
export function fakeJob(id: string, state: JobState, more: Partial<JobView> = {}): JobView {
  return {
    id,
    session: 'session-1',
    batch: 'batch-1',
    revision: 'revision-1',
    take: Number(/\d+$/.exec(id)?.[0] ?? 1),
    prompt:
      'A “quoted” 🤖 robot’s prompt,\nwith a line break and a veryveryverylongwordwithoutaspace',
    spec: { fps: 24, frames: 96, seed: 4_294_967_295, size: { width: 1280, height: 720 } },
    engines: ['sketch'],
    actions: ACTIONS.map((action) =>
      action === 'cancel' ? { action } : { action, refused: 'not in this state' },
    ),
    state,
    version: 1,
    queued_at: 1_795_581_135_000,
    changed_at: 1_795_581_135_000,
    ...more,
  };
}

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
  answers: Answers = {};

  constructor() {
    for (const job of everyState()) this.jobs.set(job.id, job);
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
    this.tell({ kind: 'change', event: { seq, at: 1_795_581_135_000, kind, data } });
  }

  count(name: keyof Calls): number {
    return this.called.filter((call) => call.name === name).length;
  }

  snapshot(): Snapshot {
    return {
      seq: this.seq,
      studio: { library: '/fake', library_name: 'A library', protocol: 1, version: '0' },
      engines: [
        {
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
        },
      ],
      refiners: [{ name: 'rules', label: 'Rules, offline', offline: true }],
      sessions: [this.#session()],
      queue: this.#queue(),
    };
  }

  #session(): SessionView {
    return {
      id: 'session-1',
      title: 'A session with a title that is long enough to be cut where the window is narrow',
      takes: this.jobs.size,
      done: 1,
      failed: 1,
      live: this.#live().length,
      created_at: 1,
      touched_at: 1_795_581_135_000,
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
      lanes: [{ engine: 'sketch', lane: 'sketch-1', jobs: [], paused: false }],
      forecast: { slots: [], ends_at: null },
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
      list_sessions: () => [this.#session()],
      session: () => ({
        seq: this.seq,
        session: this.#session(),
        revisions: [],
        jobs: [...this.jobs.values()],
      }),
      list_jobs: ({ batch }) => [...this.jobs.values()].filter((job) => job.batch === batch),
      job: ({ job }) => this.#job(job),
      act_on_job: ({ job }) => this.#job(job),
      move_job: () => ({}),
      pause_queue: ({ paused }) => {
        this.paused = paused;
        return {};
      },
      quote: ({ items }) => quote(takes(items)),
      extract: () => ({ subjects: 'a robot, a dog', location: 'a street' }),
      enhance: ({ prompt }) => fakeEnhanced(prompt),
      generate: () => ({ batch: 'batch-1', session: 'session-1', jobs: [], first: null }),
    };
  }
}

/** Two changes: a replaced first word and a sentence at the end. */
export function fakeEnhanced(before: string): Enhanced {
  const all = Array.from(before);
  const first = /^\S+/u.exec(before)?.[0] ?? '';
  const end = all.length;
  return {
    before,
    after: `One fine${before.slice(first.length)}. Soft light.`,
    changes: [
      {
        at: { start: 0, end: Array.from(first).length },
        from: first,
        to: 'One fine',
        why: 'says how many',
      },
      { at: { start: end, end }, from: '', to: '. Soft light.', why: 'says how it is lit' },
    ],
  };
}

function everyState(): JobView[] {
  const failure = {
    class: 'out_of_gpu_memory',
    billed: 'no',
    message: '1280×720 at 189 frames needs about 62 GB; GPU 5 has 48 GB.',
    next_step: { way_out: 'edit_field', field: 'frames', nearest: '121' },
    provider_said: 'CUDA out of memory. Tried to allocate 11.25 GiB',
    retry: { retry: 'never' },
  } as const;
  const states: [JobState, Partial<JobView>?][] = [
    [{ state: 'queued' }, { waits: { waits_for: 'turn', ahead: 1200 } }],
    [{ state: 'queued' }, { waits: { waits_for: 'queue_paused' } }],
    [
      { state: 'queued', not_before: 1_795_581_535_000 },
      { waits: { waits_for: 'not_before', at: 1_795_581_535_000 }, trouble: failure },
    ],
    [
      { state: 'queued' },
      {
        waits: {
          waits_for: 'no_engine_fits',
          problems: [{ field: 'frames', message: 'sketch renders 10 s at most', nearest: '10 s' }],
        },
      },
    ],
    [{ state: 'preparing', lease: LEASE }],
    [{ state: 'running', lease: LEASE }, { progress: { job: 'job-6', done: 47, total: 100 } }],
    [{ state: 'fetching', lease: LEASE }],
    [{ state: 'in_doubt', lease: LEASE }],
    [{ state: 'held' }],
    [{ state: 'undecided', lease: LEASE, failure: { ...failure, billed: 'maybe' } }],
    [{ state: 'cancelling', lease: LEASE, keeps_lane: true }],
    [{ state: 'cancelled', may_be_billed: true }],
    [{ state: 'expired' }],
    [
      { state: 'failed', failure },
      {
        actions: ACTIONS.map((action) =>
          action === 'retry' ? { action } : { action, refused: 'it has ended' },
        ),
      },
    ],
  ];
  return states.map(([state, more], index) => fakeJob(`job-${index + 1}`, state, more));
}

export function fakeStudio(): FakeStudio {
  return new FakeStudio();
}
