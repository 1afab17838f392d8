import type { JobState, JobView, Timestamp } from '../generated/api';
import { needsYou } from './jobs';

/** What can have become of a job when a run is over. */
export const ends = ['done', 'failed', 'undecided', 'cancelled', 'expired'] as const;
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
  return state === 'undecided' || state === 'held' || needsYou(job);
}

/**
 * The run that ended last, among the jobs that are known: back from the last end as long as
 * each job was queued before the next one ended. Null when there was none.
 */
export function lastRun(jobs: readonly JobView[]): Run | null {
  const over = jobs
    .filter((job) => endOf(job.state) !== null)
    .sort((a, b) => b.changed_at - a.changed_at);
  const counts: Run['counts'] = { done: 0, failed: 0, undecided: 0, cancelled: 0, expired: 0 };
  const own: JobView[] = [];
  let began = Infinity;
  for (const job of over) {
    if (own.length > 0 && job.changed_at < began - IDLE_MS) break;
    own.push(job);
    began = Math.min(began, Math.max(job.queued_at, job.changed_at - LENGTH_MAX_MS));
    const end = endOf(job.state);
    if (end) counts[end] += 1;
  }
  const [last] = own;
  // What the user stopped is no news to them.
  if (!last || counts.cancelled === own.length) return null;
  return { jobs: own, began, ended: last.changed_at, counts };
}

function endOf({ state }: JobState): End | null {
  return ends.find((end) => end === state) ?? null;
}
