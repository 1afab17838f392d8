import type { EngineView, JobView, Quote } from '../generated/api';
import { StudioError } from '../transport/types';
import { words } from '../words';
import type { Question } from './asking.svelte';
import { enginesOf } from './engines';
import { failureOf, refusal } from './jobs';
import { priceQuestion } from './ordering';
import type { Prices } from './prices.svelte';
import type { Studio } from './studio.svelte';

/** What can be done to several stopped jobs at once. */
export type Remedy = 'retry' | 'give_up';

/** What is being done, one job after the other. */
export interface Doing {
  /** The cause whose jobs they are. */
  key: string;
  remedy: Remedy;
  done: number;
  /** 0 while the price is asked for. */
  of: number;
}

/** What came of it: a refusal of one job stops none of the others. */
export interface Outcome {
  remedy: Remedy;
  done: number;
  refused: { reason: string; jobs: JobView[] }[];
}

/** Does one thing to many jobs. It goes on when the page is left. */
export class Together {
  now: Doing | null = $state.raw(null);
  /** Of the last time, until it is dismissed. */
  outcome: Outcome | null = $state.raw(null);
  /** How often something was done. */
  times = $state(0);

  constructor(
    private readonly studio: Studio,
    private readonly prices: Prices,
  ) {}

  /** Where it costs money the user is asked first; on no, nothing is done. */
  async act(key: string, all: readonly JobView[], remedy: Remedy): Promise<void> {
    const jobs = offering(all, remedy);
    if (this.now || jobs.length === 0) return;
    this.now = { key, remedy, done: 0, of: 0 };
    try {
      if (remedy === 'retry' && !(await this.#agreed(jobs))) return;
      this.times += 1;
      this.outcome = null;
      const outcome = await this.#each(key, jobs, remedy);
      // The queue's order knows them before this is over; else it would seem at rest still.
      await this.studio.refetchQueue().catch(() => undefined);
      this.outcome = outcome;
      this.studio.announcer.say(outcomeSentence(outcome));
    } finally {
      this.now = null;
    }
  }

  dismiss(): void {
    this.outcome = null;
  }

  async #each(key: string, jobs: readonly JobView[], remedy: Remedy): Promise<Outcome> {
    const refused = new Map<string, JobView[]>();
    let done = 0;
    for (const [at, job] of jobs.entries()) {
      this.now = { key, remedy, done: at, of: jobs.length };
      try {
        await this.studio.act({ job: job.id, action: remedy });
        done += 1;
      } catch (thrown) {
        const { message } = StudioError.from(thrown);
        refused.set(message, [...(refused.get(message) ?? []), job]);
      }
    }
    return { remedy, done, refused: [...refused].map(([reason, own]) => ({ reason, jobs: own })) };
  }

  async #agreed(jobs: readonly JobView[]): Promise<boolean> {
    // Without an answer the price is not known, and that is what is asked about.
    const quote = await this.prices.now(jobs).catch(() => null);
    if (quote?.price.price === 'free') return true;
    return await this.studio.asking.ask(questionOf(jobs, quote, this.studio.engines));
  }
}

/** Those to which it can be done now. */
export function offering(jobs: readonly JobView[], remedy: Remedy): JobView[] {
  return jobs.filter((job) => refusal(job, remedy) === null);
}

/** `5 takes are queued again. 1 take was refused.` */
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

/** What is asked before takes are sent to an engine that costs, or may cost. */
function questionOf(
  jobs: readonly JobView[],
  quote: Quote | null,
  all: readonly EngineView[],
): Question {
  const price = quote?.price ?? { price: 'unknown' };
  const twice = jobs.some((job) => failureOf(job)?.billed !== 'no');
  const { causes } = words;
  return {
    ...priceQuestion(jobs.length, price),
    body: [causes.paid(jobs.length, enginesOf(jobs, all).join(', ')), twice ? causes.paidTwice : '']
      .filter(Boolean)
      .join(' '),
  };
}
