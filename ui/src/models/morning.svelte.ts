import type { JobId, JobView } from '../generated/api';
import type { App } from './app.svelte';
import { causesOf, type Cause } from './causes';
import { recounted, type Run } from './run';

const NO_COSTS: ReadonlyMap<JobId, number> = new Map();
/** Under which name it is kept which run the user has dismissed. */
const SEEN = 'run-seen';

type Parts = Pick<App, 'studio' | 'tally' | 'together' | 'kept' | 'library'>;

/** What the queue's page says once all is over: what happened, and what needs the user. */
export class Morning {
  /** Whether the sessions of the last run have been looked at. */
  looked = $state(false);
  /** The run as it was when the queue last was at rest. */
  #kept: Run | null = $state.raw(null);
  /** The end of the last run that the user has dismissed. */
  #seen = $state(0);
  readonly #actsBefore: number;

  constructor(private readonly app: Parts) {
    this.#actsBefore = app.together.times;
    this.#seen = Number(app.kept.read(SEEN, app.library)) || 0;
  }

  /**
   * At rest it is the morning. It stays so while the user sees to what needs them, though
   * the takes that they sent again are under way meanwhile.
   */
  readonly on: boolean = $derived.by(() => {
    const { tally, together } = this.app;
    if (tally.rest || together.now !== null) return true;
    return together.times > this.#actsBefore && this.causes.length > 0;
  });

  readonly run: Run | null = $derived.by(() => {
    const { tally, studio } = this.app;
    if (!this.looked) return null;
    const run = this.#still ? tally.run : this.#kept && recounted(this.#kept, studio.jobs);
    return run && run.ended > this.#seen ? run : null;
  });

  /** What needs the user: each decision, and what failed in the run. */
  readonly causes: Cause[] = $derived.by(() => {
    const undecided = this.app.tally.jobs.filter((job) => job.state.state === 'undecided');
    return causesOf([...undecided, ...this.#ended('failed')]);
  });

  readonly done: JobView[] = $derived.by(() => this.#ended('done'));

  readonly costs: ReadonlyMap<JobId, number> = $derived.by(() => this.run?.costs ?? NO_COSTS);

  /** At rest, and nothing is being sent again, which the queue's order would tell late. */
  get #still(): boolean {
    return this.app.tally.rest && this.app.together.now === null;
  }

  #ended(state: 'done' | 'failed'): JobView[] {
    return this.run?.jobs.filter((job) => job.state.state === state) ?? [];
  }

  /** To be called whenever the queue comes to rest. */
  async look(): Promise<void> {
    try {
      await this.app.tally.loadRun();
    } finally {
      this.looked = true;
      this.remember();
    }
  }

  /** To be called when the run changes while the queue is at rest. */
  remember(): void {
    if (this.#still) this.#kept = this.app.tally.run;
  }

  dismiss(): void {
    if (!this.run) return;
    this.#seen = this.run.ended;
    this.app.kept.write(SEEN, this.app.library, this.#seen);
  }
}
