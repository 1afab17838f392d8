import type { Acted, EngineView, GroupAct, JobAction, JobView, Quote } from '../generated/api';
import { words } from '../words';
import type { Question } from './asking.svelte';
import { enginesOf } from './engines';
import { failureOf, refusal } from './jobs';
import { priceQuestion } from './ordering';

/** What can be done to several jobs at once. */
export type Remedy = Exclude<GroupAct['act'], 'prioritize' | 'move'>;

/** What came of it: a refusal of one job stops none of the others. */
export interface Outcome {
  remedy: Remedy;
  done: number;
  refused: { reason: string; jobs: JobView[] }[];
}

/** Why it can't be done to a job now; null when it can. */
export function refusedTo(job: JobView, remedy: Remedy): string | null {
  if (remedy !== 'next') return refusal(job, remedy satisfies JobAction);
  if (job.state.state === 'queued') return null;
  return job.state.state === 'held' ? words.nextHeld : words.moveRunning;
}

/** Those to which it can be done now. */
export function offering(jobs: readonly JobView[], remedy: Remedy): JobView[] {
  return jobs.filter((job) => refusedTo(job, remedy) === null);
}

/** Why it can't be done to some: each reason with its takes. */
export function refusals(jobs: readonly JobView[], remedy: Remedy): Outcome['refused'] {
  const found = new Map<string, JobView[]>();
  for (const job of jobs) {
    const reason = refusedTo(job, remedy);
    if (reason !== null) found.set(reason, [...(found.get(reason) ?? []), job]);
  }
  return [...found].map(([reason, own]) => ({ reason, jobs: own }));
}

/** What the studio answered, as it is told. The takes are named where the reason stands. */
export function outcomeOf(remedy: Remedy, jobs: readonly JobView[], acted: Acted): Outcome {
  const refused = new Map<string, JobView[]>();
  for (const { job: id, error } of acted.refused) {
    const reason = error.message.replace(/^take \d+:? /, '');
    const own = jobs.filter((job) => job.id === id);
    refused.set(reason, [...(refused.get(reason) ?? []), ...own]);
  }
  return {
    remedy,
    done: acted.done.length,
    refused: [...refused].map(([reason, own]) => ({ reason, jobs: own })),
  };
}

/** `5 takes are queued again. 1 take was refused:` */
export function outcomeSentence({ remedy, done, refused }: Outcome): string {
  const not = refused.reduce((sum, { jobs }) => sum + jobs.length, 0);
  const { causes } = words;
  return [
    done > 0 || not === 0 ? causes.done[remedy](done) : '',
    not > 0 ? causes.refused(not) : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/**
 * What is asked before takes are sent again to an engine that costs, or may cost. A quote
 * that could not be had says nothing about the price.
 */
export function paidQuestion(
  jobs: readonly JobView[],
  quote: Quote | null,
  all: readonly EngineView[],
): Question {
  const { causes } = words;
  const twice = jobs.some((job) => failureOf(job)?.billed !== 'no');
  return {
    ...priceQuestion(jobs.length, quote?.price ?? { price: 'unknown' }),
    body: [causes.paid(jobs.length, enginesOf(jobs, all).join(', ')), twice ? causes.paidTwice : '']
      .filter(Boolean)
      .join(' '),
  };
}
