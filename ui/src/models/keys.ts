import type { ApiError, KeyView, KeyOrder, Provider, Timestamp } from '../generated/api';
import * as format from '../format';
import { words } from '../words';
import type { Standing } from './jobs';

/** Whose keys can be added. */
export const PROVIDERS = ['nvidia', 'openai'] as const;
export const ORDERS: readonly KeyOrder[] = ['in_order', 'round_robin', 'least_used'];

const DAY_MS = 86_400_000;
const MICRO = 1_000_000;

/** The keys of one provider, in order. */
export interface Ring {
  provider: Provider;
  order: KeyOrder;
  keys: KeyView[];
}

export function ringsOf(keys: readonly KeyView[]): Ring[] {
  const rings = new Map<Provider, Ring>();
  for (const key of keys) {
    const ring = rings.get(key.provider);
    if (ring) ring.keys.push(key);
    else rings.set(key.provider, { provider: key.provider, order: key.order, keys: [key] });
  }
  return [...rings.values()];
}

/** The provider as people call it. */
export function providerWord(provider: Provider): string {
  const known: Record<string, string> = words.providers;
  return known[provider] ?? provider;
}

export type Health = Pick<Standing, 'word' | 'shape' | 'tone'> & {
  /** What follows, or what to do; empty where nothing has to be said. */
  more: string;
};

/** How a key is, in words. */
export function healthOf(key: KeyView, now: Timestamp): Health {
  const say = words.keyHealth;
  const { health } = key;
  if (!key.readable)
    return { word: say.unreadable, shape: 'question', tone: 'bad', more: say.unreadableWhy };
  const rests = health.health === 'cooling' || health.health === 'parked';
  // From that moment on it may be used again.
  if (health.health === 'ready' || (rests && health.until <= now)) {
    return key.under_way > 0
      ? { word: say.inUse, shape: 'dot', tone: 'run', more: '' }
      : { word: say.ready, shape: 'check', tone: 'ok', more: '' };
  }
  if (health.health === 'benched')
    return { word: say.refused, shape: 'triangle', tone: 'bad', more: say.refusedWhy };
  const until = format.clock(health.until, now);
  const word = health.cause === 'out_of_credit' ? say.noCreditUntil(until) : say.restsUntil(until);
  const why = words.keyCauses[health.cause];
  const left = format.left((health.until - now) / 1000);
  return { word, shape: 'hourglass', tone: 'warn', more: `${why}, ${left}` };
}

/** When the first of the keys that rest may be used again; null when none rests. */
export function nextWake(keys: readonly KeyView[], now: Timestamp): Timestamp | null {
  const ends = keys.flatMap(({ health }) =>
    'until' in health && health.until > now ? [health.until] : [],
  );
  return ends.length > 0 ? Math.min(...ends) : null;
}

/** `12 requests, 11 succeeded, told 3 times to slow down`. */
export function usageOf({ usage }: KeyView): string {
  if (usage.requests === 0) return words.keyUnused;
  return [
    words.keyRequests(usage.requests),
    words.keySuccesses(usage.successes),
    usage.rate_limited > 0 ? words.keySlowed(usage.rate_limited) : '',
  ]
    .filter(Boolean)
    .join(', ');
}

/** `$1.44 of $5 today`. */
export function spendOf({ spend }: KeyView, now: Timestamp): string {
  const today = spend.day === Math.floor(now / DAY_MS) ? spend.micro_usd : 0;
  const spent = format.sum(today);
  return typeof spend.cap_micro_usd === 'number'
    ? words.spentOf(spent, format.sum(spend.cap_micro_usd))
    : words.spentToday(spent);
}

/** Dollars as they are typed, in millionths; null for nothing, undefined for no sum. */
export function microOf(text: string): number | null | undefined {
  const typed = text.trim().replace(',', '.').replace(/^\$/, '');
  if (typed === '') return null;
  const usd = Number(typed);
  return Number.isFinite(usd) && usd >= 0 ? Math.round(usd * MICRO) : undefined;
}

export function usdOf(micro: number | null | undefined): string {
  return typeof micro === 'number' ? String(micro / MICRO) : '';
}

/**
 * Whether the studio asks for leave to keep a key in a file, and in which one: it names
 * the field that gives it, and the path in its hint. Null when it says something else.
 */
export function fileOffer(error: ApiError): string | null {
  if (error.field !== 'allow_file') return null;
  return /kept in (.+?), which/.exec(error.hint ?? '')?.[1] ?? '';
}
