import type { JobId, JobView, Timestamp } from '../generated/api';

/** What can have become of a job of a run; `again` is one that is back in the queue. */
export const ends = ['done', 'failed', 'undecided', 'again', 'cancelled', 'expired'] as const;
export type End = (typeof ends)[number];

/** The queue's last stretch of work. */
export interface Run {
  /** The newest first. */
  jobs: JobView[];
  began: Timestamp;
  ended: Timestamp;
  counts: Record<End, number>;
}

/** Work that begins sooner after other work belongs to the same run: an evening's batches. */
export const IDLE_MS = 30 * 60_000;
/** A job that waited for longer, or was tried again weeks later, doesn't draw out a run. */
const LENGTH_MAX_MS = 24 * 60 * 60_000;

/** Whether nothing of the queue goes on without the user. `live` counts jobs not told too. */
export function atRest(jobs: readonly JobView[], live: number): boolean {
  return live <= jobs.length && jobs.every(rests);
}

function rests(job: JobView): boolean {
  const { state } = job.state;
  return state === 'undecided' || state === 'held' || job.needs_user;
}

/**
 * The run that ended last, among the jobs that are known: back from the last end as long as
 * each job was queued before the next one ended. Null when there was none.
 */
export function lastRun(jobs: readonly JobView[]): Run | null {
  const over = jobs
    .filter((job) => endOf(job) !== 'again' && !job.cleared_at)
    .sort((a, b) => b.changed_at - a.changed_at);
  const own: JobView[] = [];
  let began = Infinity;
  for (const job of over) {
    if (own.length > 0 && job.changed_at < began - IDLE_MS) break;
    own.push(job);
    began = Math.min(began, Math.max(job.queued_at, job.changed_at - LENGTH_MAX_MS));
  }
  // What the user stopped is no news to them.
  return own.every((job) => job.state.state === 'cancelled') ? null : runOf(own, began);
}

/** A run as it stands now, with what was sent again since. */
export function recounted(run: Run, now: ReadonlyMap<JobId, JobView>): Run {
  return runOf(
    run.jobs.map((job) => now.get(job.id) ?? job).filter((job) => !job.cleared_at),
    run.began,
  );
}

function runOf(jobs: JobView[], began: Timestamp): Run {
  const counts = Object.fromEntries(ends.map((end) => [end, 0])) as Run['counts'];
  let ended = began;
  for (const job of jobs) {
    const end = endOf(job);
    counts[end] += 1;
    if (end !== 'again') ended = Math.max(ended, job.changed_at);
  }
  return { jobs, began, ended, counts };
}

function endOf({ state: { state } }: JobView): End {
  return ends.find((end) => end === state) ?? 'again';
}
