import type { Acted, JobView } from '../generated/api';
import { words } from '../words';
import { agreed, asAgreed, type Consent } from './ordering';
import type { Prices } from './prices.svelte';
import { offering, outcomeOf, outcomeSentence, paidQuestion } from './remedies';
import type { Outcome, Remedy } from './remedies';
import type { Studio } from './studio.svelte';
import type { Toasts } from './toasts.svelte';

/** What is being done. */
export interface Doing {
  /** The cause whose jobs they are, the selection, or the one job. */
  key: string;
  remedy: Remedy;
  /** 0 while the price is asked for. */
  of: number;
}

/** Does one thing to many jobs, by one call. It goes on when the page is left. */
export class Together {
  now: Doing | null = $state.raw(null);
  /** Of the last time, until it is dismissed. */
  outcome: Outcome | null = $state.raw(null);
  /** How often something was done. */
  times = $state(0);

  constructor(
    private readonly studio: Studio,
    private readonly prices: Prices,
    private readonly toasts: Toasts,
  ) {}

  /** Where it costs money the user is asked first, once for all; on no, nothing is done. */
  async act(key: string, all: readonly JobView[], remedy: Remedy): Promise<void> {
    const jobs = offering(all, remedy);
    if (this.now || jobs.length === 0) return;
    this.now = { key, remedy, of: 0 };
    try {
      const consent = remedy === 'retry' ? await this.#agreed(jobs) : {};
      if (!consent) return;
      this.times += 1;
      this.outcome = null;
      this.now = { key, remedy, of: jobs.length };
      const ids = jobs.map(({ id }) => id);
      const acted = await this.studio.actTogether({ jobs: ids, act: { act: remedy }, ...consent });
      // The queue's order knows them before this is over; else it would seem at rest still.
      await this.studio.refetchQueue().catch(() => undefined);
      this.#tell(outcomeOf(remedy, jobs, acted), this.#back(remedy, jobs, acted));
    } finally {
      this.now = null;
    }
  }

  dismiss(): void {
    this.outcome = null;
  }

  #tell(outcome: Outcome, back: (() => Promise<void>) | null): void {
    const said = outcomeSentence(outcome);
    // What can be undone is said where its undo stands; what was refused, with its reasons.
    if (!back || outcome.refused.length > 0) this.outcome = outcome;
    if (back) this.toasts.show(words.causes.done[outcome.remedy](outcome.done), back);
    else this.studio.announcer.say(said);
  }

  /** What takes it back, where that is possible: for all of them at once. */
  #back(remedy: Remedy, before: readonly JobView[], acted: Acted): (() => Promise<void>) | null {
    const done = acted.done.map(({ id }) => id);
    if (done.length === 0) return null;
    const { studio } = this;
    const each = (ids: string[], act: Remedy, consent: Consent = {}) =>
      studio.actTogether({ jobs: ids, act: { act }, ...consent });
    switch (remedy) {
      case 'hold':
        return async () => void (await each(done, 'release'));
      case 'release':
        return async () => void (await each(done, 'hold'));
      case 'next':
        return async () => {
          await studio.transport.call('put_jobs', { places: acted.before ?? [] });
          await studio.refetchQueue();
        };
      case 'cancel': {
        // A render that was cut off is lost; what only waited gets its place back.
        const own = before.filter(({ id }) => done.includes(id));
        const waited = own.filter(({ state: { state } }) => state === 'queued' || state === 'held');
        const held = waited.filter(({ state: { state } }) => state === 'held');
        if (waited.length === 0) return null;
        return async () => {
          const ids = (jobs: readonly JobView[]) => jobs.map(({ id }) => id);
          await each(ids(waited), 'retry', asAgreed(waited));
          if (held.length > 0) await each(ids(held), 'hold');
        };
      }
      case 'retry':
      case 'give_up':
        return null;
    }
  }

  async #agreed(jobs: readonly JobView[]): Promise<Consent | null> {
    // Without an answer the price is not known, and that is what is asked about.
    const quote = await this.prices.now(jobs).catch(() => null);
    if (quote?.price.price === 'free') return {};
    const yes = await this.studio.asking.ask(paidQuestion(jobs, quote, this.studio.engines));
    return yes ? agreed(quote?.price ?? { price: 'unknown' }) : null;
  }
}
