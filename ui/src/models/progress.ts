import type { JobId, ProgressView } from '../generated/api';
import { percent } from '../format';

/** How far a render is, as a card shows it. */
export interface Progress {
  percent: number;
  /** Seconds left at the pace so far; unknown at first. */
  left_s: number | null;
}

interface Known {
  view: ProgressView;
  first: { done: number; at_ms: number };
}

const MEASURE_AFTER_MS = 1_000;

/**
 * How far every render is. It changes ten times a second, so it stays out of the
 * reactive store: who shows it is told, and writes one CSS variable.
 */
export class ProgressBoard {
  readonly #known = new Map<JobId, Known>();
  readonly #watchers = new Map<JobId, Set<(progress: Progress | null) => void>>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  of(job: JobId): Progress | null {
    const known = this.#known.get(job);
    if (!known?.view.total) return null;
    const { done, total } = known.view;
    const took = this.now() - known.first.at_ms;
    const gained = done - known.first.done;
    const measured = gained > 0 && took >= MEASURE_AFTER_MS;
    return {
      percent: percent(done, total),
      left_s: measured ? ((total - done) * took) / gained / 1000 : null,
    };
  }

  /** The renders under way; one that is missing is under way no more. */
  set(all: readonly ProgressView[]): void {
    const at_ms = this.now();
    const gone = new Set(this.#known.keys());
    for (const view of all) {
      gone.delete(view.job);
      const known = this.#known.get(view.job);
      // A figure that falls belongs to a new attempt.
      const same = known && known.view.done <= view.done;
      this.#known.set(view.job, {
        view,
        first: same ? known.first : { done: view.done, at_ms },
      });
    }
    for (const job of gone) this.#known.delete(job);
    for (const job of [...gone, ...all.map((view) => view.job)]) this.#tell(job);
  }

  /** Adds what a job's view says before the first news of its progress. */
  add(view: ProgressView): void {
    this.#known.set(view.job, { view, first: { done: view.done, at_ms: this.now() } });
    this.#tell(view.job);
  }

  /** Tells how far a job is, now and whenever it changes. */
  watch(job: JobId, tell: (progress: Progress | null) => void): () => void {
    const watchers = this.#watchers.get(job) ?? new Set();
    this.#watchers.set(job, watchers.add(tell));
    tell(this.of(job));
    return () => {
      watchers.delete(tell);
      if (watchers.size === 0) this.#watchers.delete(job);
    };
  }

  #tell(job: JobId): void {
    const watchers = this.#watchers.get(job);
    if (!watchers) return;
    const now = this.of(job);
    for (const tell of watchers) tell(now);
  }
}
