import type { JobId, JobView, RunView, Timestamp } from '../generated/api';

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
  /** What each take cost at most when the run was told, in millionths of a US dollar. */
  costs: ReadonlyMap<JobId, number>;
  /** All of them together. */
  spent: number;
  /** How many were sent to where nobody tells the price. */
  unpriced: number;
  /** Whether there were more takes, which ended before these. */
  more: boolean;
}

/** Whether nothing of the queue goes on without the user. `live` counts jobs not told too. */
export function atRest(jobs: readonly JobView[], live: number): boolean {
  return live <= jobs.length && jobs.every(rests);
}

function rests(job: JobView): boolean {
  const { state } = job.state;
  return state === 'undecided' || state === 'held' || job.needs_user;
}

/** A run as the studio tells it. */
export function runFrom(told: RunView): Run {
  const costs = new Map(told.jobs.map(({ job, micro_usd }) => [job.id, micro_usd]));
  const { began, micro_usd, unpriced, more } = told;
  return runOf(
    told.jobs.map(({ job }) => job),
    { began, costs, spent: micro_usd, unpriced, more },
  );
}

/**
 * A run as it stands now, with what was sent again since; null when all of it was cleared from
 * the list.
 */
export function recounted(run: Run, now: ReadonlyMap<JobId, JobView>): Run | null {
  const jobs = run.jobs.map((job) => now.get(job.id) ?? job).filter((job) => !job.cleared_at);
  return jobs.length === 0 ? null : runOf(jobs, run);
}

type Facts = Omit<Run, 'jobs' | 'ended' | 'counts'>;

function runOf(jobs: JobView[], facts: Facts): Run {
  const { began, costs, spent, unpriced, more } = facts;
  const counts = Object.fromEntries(ends.map((end) => [end, 0])) as Run['counts'];
  let ended = began;
  for (const job of jobs) {
    const end = endOf(job);
    counts[end] += 1;
    if (end !== 'again') ended = Math.max(ended, job.changed_at);
  }
  return { jobs, began, ended, counts, costs, spent, unpriced, more };
}

function endOf({ state: { state } }: JobView): End {
  return ends.find((end) => end === state) ?? 'again';
}
