import type { Generate, JobView, Price, Quote } from '../generated/api';

/** Orders for the same takes once more, to be priced: one for each choice of engines. */
export function ordersOf(jobs: readonly JobView[]): Generate[] {
  const orders = new Map<string, Generate>();
  for (const { engines, revision, spec } of jobs) {
    const key = engines.join();
    const order = orders.get(key) ?? { items: [], engines };
    const { size, frames, fps, steps, guidance } = spec;
    const wish = { size, frames, fps, steps: steps ?? null, guidance: guidance ?? null };
    order.items.push({ revision, spec: wish, takes: 1 });
    orders.set(key, order);
  }
  return [...orders.values()];
}

/** What several orders cost together; they render beside each other. */
export function summed(quotes: readonly Quote[]): Quote | null {
  const [first, ...more] = quotes;
  if (!first) return null;
  return more.reduce((sum, quote) => {
    const times = [sum.about_s, quote.about_s];
    const known = times.filter((time) => typeof time === 'number');
    return {
      jobs: sum.jobs + quote.jobs,
      about_s: known.length === times.length ? Math.max(...known) : null,
      price: both(sum.price, quote.price),
      engines: [...new Set([...sum.engines, ...quote.engines])],
    };
  }, first);
}

function both(a: Price, b: Price): Price {
  if (a.price === 'unknown' || b.price === 'unknown') return { price: 'unknown' };
  if (a.price === 'free') return b;
  if (b.price === 'free') return a;
  return { price: 'about', micro_usd: a.micro_usd + b.micro_usd };
}

/** The kinds of takes with how many there are of each: what is the same costs the same. */
export function kindsOf(jobs: readonly JobView[]): string {
  const kinds = new Map<string, number>();
  for (const { engines, spec } of jobs) {
    const { size, frames, fps, steps, guidance } = spec;
    const kind = [engines, size.width, size.height, frames, fps, steps, guidance].join();
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  return [...kinds].map(([kind, n]) => `${n}×${kind}`).join(' ');
}
