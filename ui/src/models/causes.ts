import type { Billed, Failure, JobView, Timestamp } from '../generated/api';
import { words } from '../words';
import { failureOf } from './jobs';

/** Jobs that one and the same thing stopped. */
export interface Cause {
  /** Tells causes apart; the same as long as the cause is. */
  key: string;
  /** Whether it is known what became of them. */
  state: 'failed' | 'undecided';
  /** What stopped each of them. Only who was billed, and what the engine said, may differ. */
  failure: Failure;
  /** By session and take. */
  jobs: JobView[];
}

/** The jobs that were stopped, by what stopped them. Decisions first, then most takes. */
export function causesOf(jobs: readonly JobView[]): Cause[] {
  const causes = new Map<string, Cause>();
  for (const job of jobs) {
    const failure = failureOf(job);
    const { state } = job.state;
    if (!failure || (state !== 'failed' && state !== 'undecided')) continue;
    const key = keyOf(state, failure);
    const known = causes.get(key);
    if (known) known.jobs.push(job);
    else causes.set(key, { key, state, failure, jobs: [job] });
  }
  const open = (cause: Cause) => (cause.state === 'undecided' ? 0 : 1);
  return [...causes.values()]
    .map((cause) => ({ ...cause, jobs: cause.jobs.sort(byTake) }))
    .sort((a, b) => open(a) - open(b) || b.jobs.length - a.jobs.length || newest(b) - newest(a));
}

/** When the last of them was stopped. */
function newest({ jobs }: Cause): Timestamp {
  return Math.max(...jobs.map((job) => job.changed_at));
}

function keyOf(state: Cause['state'], { class: kind, message, next_step }: Failure): string {
  return JSON.stringify([state, kind, message, Object.entries(next_step).sort()]);
}

function byTake(a: JobView, b: JobView): number {
  return a.session.localeCompare(b.session) || a.take - b.take;
}

/** Whether they were billed: `not billed`, or `4 not billed, 2 may have been billed`. */
export function billing({ jobs }: Cause): string {
  const counts = new Map<Billed, number>();
  for (const job of jobs) {
    const billed = failureOf(job)?.billed;
    if (billed) counts.set(billed, (counts.get(billed) ?? 0) + 1);
  }
  const [only, more] = counts.keys();
  if (only && !more) return words.billed[only];
  return [...counts].map(([billed, n]) => words.causes.some(n, words.billed[billed])).join(', ');
}

/** What the engines said, each once. */
export function saidBy({ jobs }: Cause): string[] {
  return [...new Set(jobs.flatMap((job) => failureOf(job)?.provider_said ?? []))];
}
