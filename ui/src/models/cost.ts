import type { EngineView, Quote } from '../generated/api';
import * as format from '../format';
import { words } from '../words';

/** How long it takes as far as it is known: `~5 s`. */
export function timeOf(quote: Quote | null | undefined): string {
  return typeof quote?.about_s === 'number' ? format.estimate(quote.about_s) : words.timeUnknown;
}

/** What it costs as far as it is known: `free (this computer)`. */
export function priceOf(quote: Quote | null | undefined, engine: EngineView | undefined): string {
  const price = quote?.price ?? engine?.price;
  return price ? format.money(price, !engine?.capabilities.ai) : words.priceUnknown;
}
