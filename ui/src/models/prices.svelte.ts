import { SvelteMap } from 'svelte/reactivity';

import type { JobView, Quote } from '../generated/api';
import { words } from '../words';
import { kindsOf, ordersOf, summed } from './again';
import { priceOf, timeOf } from './cost';
import type { Studio } from './studio.svelte';

/** What it would cost to render takes again, asked once for each kind and number of them. */
export class Prices {
  readonly #quotes = new SvelteMap<string, Quote | null>();

  constructor(readonly studio: Studio) {}

  /** To be called from an effect: asks where it is not known. */
  ask(jobs: readonly JobView[]): void {
    const key = kindsOf(jobs);
    if (this.#quotes.has(key)) return;
    this.#quotes.set(key, null);
    this.now(jobs).then(
      (quote) => this.#quotes.set(key, quote),
      () => this.#quotes.delete(key),
    );
  }

  /** Asks what they cost now. Null when there are none. */
  async now(jobs: readonly JobView[]): Promise<Quote | null> {
    const { transport } = this.studio;
    return summed(await Promise.all(ordersOf(jobs).map((order) => transport.call('quote', order))));
  }

  /** `Retry, ~5 s, free (this computer)`. */
  label(verb: string, jobs: readonly JobView[]): string {
    const quote = this.#quotes.get(kindsOf(jobs));
    const engine = this.studio.engine(jobs[0]?.engines[0]);
    const price = quote ? priceOf(quote, engine, this.studio.engines) : words.priceUnknown;
    return words.withPrice(verb, timeOf(quote), price);
  }
}
