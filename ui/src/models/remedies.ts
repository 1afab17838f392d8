import type { EngineView, JobView, Quote } from '../generated/api';
import { StudioError } from '../transport/types';
import { words } from '../words';
import type { Question } from './asking.svelte';
import { enginesOf } from './engines';
import { failureOf, refusal } from './jobs';
import { priceQuestion } from './ordering';

/** What can be done to several stopped jobs at once. */
export type Remedy = 'retry' | 'give_up';

/** What came of it: a refusal of one job stops none of the others. */
export interface Outcome {
  remedy: Remedy;
  done: number;
  refused: { reason: string; jobs: JobView[] }[];
}

/** Those to which it can be done now. */
export function offering(jobs: readonly JobView[], remedy: Remedy): JobView[] {
  return jobs.filter((job) => refusal(job, remedy) === null);
}

/** Does it to one job after the other. */
export async function doToEach(
  remedy: Remedy,
  jobs: readonly JobView[],
  act: (job: JobView, at: number) => Promise<void>,
): Promise<Outcome> {
  const refused = new Map<string, JobView[]>();
  let done = 0;
  for (const [at, job] of jobs.entries()) {
    try {
      await act(job, at);
      done += 1;
    } catch (thrown) {
      const { message } = StudioError.from(thrown);
      refused.set(message, [...(refused.get(message) ?? []), job]);
    }
  }
  return { remedy, done, refused: [...refused].map(([reason, own]) => ({ reason, jobs: own })) };
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
