import type { JobView } from '../generated/api';
import type { Prices } from './prices.svelte';
import { doToEach, offering, outcomeSentence, paidQuestion } from './remedies';
import type { Outcome, Remedy } from './remedies';
import type { Studio } from './studio.svelte';

/** What is being done, one job after the other. */
export interface Doing {
  /** The cause whose jobs they are, or the one job. */
  key: string;
  remedy: Remedy;
  done: number;
  /** 0 while the price is asked for. */
  of: number;
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
      const outcome = await doToEach(remedy, jobs, (job, at) => {
        this.now = { key, remedy, done: at, of: jobs.length };
        return this.studio.act({ job: job.id, action: remedy });
      });
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

  async #agreed(jobs: readonly JobView[]): Promise<boolean> {
    // Without an answer the price is not known, and that is what is asked about.
    const quote = await this.prices.now(jobs).catch(() => null);
    if (quote?.price.price === 'free') return true;
    return await this.studio.asking.ask(paidQuestion(jobs, quote, this.studio.engines));
  }
}
