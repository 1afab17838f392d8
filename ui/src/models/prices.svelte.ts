import { SvelteMap } from 'svelte/reactivity';

import type { JobView, Quote } from '../generated/api';
import * as format from '../format';
import { words } from '../words';
import { timeOf } from './cost';
import type { Studio } from './studio.svelte';

/** What it would cost to render a take again, asked once for each kind of take. */
export class Prices {
  readonly #quotes = new SvelteMap<string, Quote | null>();

  constructor(readonly studio: Studio) {}

  /** To be called from an effect: asks where it is not known. */
  ask(job: JobView): void {
    const key = keyOf(job);
    if (this.#quotes.has(key)) return;
    this.#quotes.set(key, null);
    const { size, frames, fps, steps, guidance } = job.spec;
    const wish = { size, frames, fps, steps: steps ?? null, guidance: guidance ?? null };
    this.studio.transport
      .call('quote', {
        session: job.session,
        items: [{ revision: job.revision, spec: wish, takes: 1 }],
        engines: job.engines,
      })
      .then(
        (quote) => this.#quotes.set(key, quote),
        () => this.#quotes.delete(key),
      );
  }

  /** `Retry, ~5 s, free (this computer)`. */
  label(verb: string, job: JobView): string {
    const quote = this.#quotes.get(keyOf(job));
    const local = !this.studio.engine(job.engines[0])?.capabilities.ai;
    const price = quote ? format.money(quote.price, local) : words.priceUnknown;
    return words.withPrice(verb, timeOf(quote), price);
  }
}

function keyOf(job: JobView): string {
  const { size, frames, fps, steps, guidance } = job.spec;
  return [job.engines, size.width, size.height, frames, fps, steps, guidance].join();
}
