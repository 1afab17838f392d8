import type { EngineView, Quote } from '../generated/api';
import * as format from '../format';
import { words } from '../words';

/** How long it takes as far as it is known: `~5 s`. */
export function timeOf(quote: Quote | null | undefined): string {
  return typeof quote?.about_s === 'number' ? format.estimate(quote.about_s) : words.timeUnknown;
}

/** What it costs as far as it is known: `free (this computer)`. */
export function priceOf(
  quote: Quote | null | undefined,
  engine: EngineView | undefined,
  all: readonly EngineView[],
): string {
  const price = quote?.price ?? engine?.price;
  if (!price) return words.priceUnknown;
  const may = quote ? all.filter((own) => quote.engines.includes(own.name)) : [];
  const run = may.length > 0 ? may : engine ? [engine] : [];
  return format.money(
    price,
    run.every((own) => !own.capabilities.ai),
  );
}

/** What an engine charges, as it was set up: `$0.10 per second`. */
export function chargeOf(engine: EngineView): string {
  const charge = engine.setup?.settings.charge;
  switch (charge?.charge) {
    case 'per_second':
      return words.perSecond(format.sum(charge.micro_usd));
    case 'nothing':
      return words.free;
    case 'unknown':
      return words.priceUnknown;
    case undefined:
      // What was left out is filled in by the studio: its price says it.
      return format.money(engine.price, !engine.capabilities.ai);
  }
}
