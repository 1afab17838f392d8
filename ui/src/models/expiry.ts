import type { Expired, Expiry } from '../generated/api';
import { words } from '../words';
import { asAgreed } from './ordering';
import type { Studio } from './studio.svelte';
import type { Toasts } from './toasts.svelte';

const HOUR_S = 3600;
const DAY_S = 24 * HOUR_S;

/** The lengths that are offered, in seconds; 0 is for as long as it takes. */
export const LENGTHS_S: readonly number[] = [0, HOUR_S, 8 * HOUR_S, DAY_S, 3 * DAY_S, 7 * DAY_S];

/** An expiry as one number, in seconds: what a list of choices can hold. */
export function secondsOf(expiry: Expiry | undefined): number {
  return expiry === undefined || expiry === 'never' ? 0 : expiry.after_s;
}

export function expiryOf(seconds: number): Expiry {
  return seconds === 0 ? 'never' : { after_s: seconds };
}

/** `for as long as it takes`, `8 hours`. */
export function lengthWord(seconds: number): string {
  if (seconds === 0) return words.expiry.never;
  if (seconds % DAY_S === 0) return words.expiry.days(seconds / DAY_S);
  if (seconds % HOUR_S === 0) return words.expiry.hours(seconds / HOUR_S);
  return words.expiry.minutes(Math.ceil(seconds / 60));
}

/** What can be chosen; a length that is set already is among it, whatever it is. */
export function choices(set: number): readonly [number, string][] {
  const all = LENGTHS_S.includes(set) ? LENGTHS_S : [...LENGTHS_S, set];
  return [...all].sort((a, b) => a - b).map((seconds) => [seconds, lengthWord(seconds)]);
}

/** Lets takes go that have waited for long. */
export class Expiring {
  constructor(
    private readonly studio: Studio,
    private readonly toasts: Toasts,
  ) {}

  /** Which takes have waited for so long. */
  async preview(waited_s: number): Promise<Expired> {
    return await this.studio.transport.call('expire_waiting', { waited_s, preview: true });
  }

  /** Lets those go that were seen, and none that has waited long only since. */
  async expire(seen: Expired): Promise<void> {
    const { transport } = this.studio;
    const { jobs } = await transport.call('expire_waiting', { waits_since: seen.waits_since });
    await this.studio.refetchQueue();
    if (jobs.length === 0) return;
    const gone = new Set(jobs);
    const known = seen.first.filter(({ id }) => gone.has(id));
    const said = words.toasts.expired(jobs.length);
    // What they may cost is known of those alone that were told in full.
    if (known.length < jobs.length) {
      this.studio.announcer.say(said);
      return;
    }
    this.toasts.show(said, async () => {
      await this.studio.actTogether({ jobs, act: { act: 'retry' }, ...asAgreed(known) });
    });
  }
}
