import type { BudgetView, JobView } from '../generated/api';
import { isRendering } from './jobs';

/** What the queue's page can be narrowed to. */
export const shows = ['rendering', 'queued', 'waiting', 'failed'] as const;
export type Show = (typeof shows)[number];

/** Whether a lane has it, it waits for its turn, or for something else. Ended: null. */
export function showOf(job: JobView): Show | null {
  switch (job.state.state) {
    case 'done':
    case 'cancelled':
    case 'expired':
      return null;
    case 'failed':
      return 'failed';
    case 'queued':
      return (job.waits?.waits_for ?? 'turn') === 'turn' ? 'queued' : 'waiting';
    case 'cancelling':
      return 'rendering';
    default:
      return isRendering(job) ? 'rendering' : 'waiting';
  }
}

/** Whether it costs more than is left of its batch's budget. */
export function waitsForMoney(job: JobView, { batch }: BudgetView): boolean {
  return job.batch === batch && job.waits?.waits_for === 'budget_used';
}

export type Counts = Record<Show, number>;

/** `live` counts also the jobs that are too far back to be told one by one. */
export function countsOf(
  jobs: readonly JobView[],
  { live, failed, paused }: { live: number; failed: number; paused: boolean },
): Counts {
  const counts: Counts = { rendering: 0, queued: 0, waiting: 0, failed };
  for (const job of jobs) {
    const show = showOf(job);
    if (show && show !== 'failed') counts[show] += 1;
  }
  const untold = Math.max(0, live - counts.rendering - counts.queued - counts.waiting);
  counts[paused ? 'waiting' : 'queued'] += untold;
  return counts;
}
