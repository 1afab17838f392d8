import type { Price, RenderSpec, Timestamp } from './generated/api';
import { words } from './words';

const THIN = '\u2009';
/** Keeps a figure and its unit on one line. */
const NBSP = '\u00a0';

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const dollars = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' });
const exactDollars = new Intl.NumberFormat('en', {
  style: 'currency',
  currency: 'USD',
  maximumFractionDigits: 6,
});
const clockTime = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const exactTime = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
const dayTime = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
const fullDay = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** `10 482`, with a thin space between thousands. */
export function count(value: number): string {
  return whole.format(value).replaceAll(',', THIN);
}

/** `4.8 MB`. */
export function bytes(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let scaled = value;
  let unit = 0;
  while (scaled >= 1000 && unit < units.length - 1) {
    scaled /= 1000;
    unit += 1;
  }
  const figure = unit === 0 || scaled >= 100 ? whole.format(scaled) : tenths.format(scaled);
  return `${figure}${NBSP}${units[unit] ?? ''}`;
}

/** `23:41` today, `24 Nov, 23:41` on another day. */
export function clock(at: Timestamp, now: Timestamp): string {
  const same = new Date(at).toDateString() === new Date(now).toDateString();
  return (same ? clockTime : dayTime).format(at);
}

/** `23:41`, whatever the day. */
export function clockShort(at: Timestamp): string {
  return clockTime.format(at);
}

/** `23:41:08`. */
export function clockExact(at: Timestamp): string {
  return exactTime.format(at);
}

/** Marks a guess: `~23:41`. */
export function about(guess: string): string {
  return `~${guess}`;
}

/** A date with its time, for a tooltip. */
export function fullTime(at: Timestamp): string {
  return fullDay.format(at);
}

/** A length: `18 s`, `2 min 51 s`, `1 h 04 min`. */
export function length(seconds: number): string {
  const s = Math.max(0, Math.round(seconds));
  if (s < 60) return `${s}${NBSP}s`;
  if (s < 3600) {
    const rest = s % 60;
    const minutes = `${Math.floor(s / 60)}${NBSP}min`;
    return rest === 0 ? minutes : `${minutes} ${rest}${NBSP}s`;
  }
  const minutes = Math.floor((s % 3600) / 60);
  return `${count(Math.floor(s / 3600))}${NBSP}h ${String(minutes).padStart(2, '0')}${NBSP}min`;
}

/** An estimate: `~18 s`, and above two minutes no seconds: `~24 min`. */
export function estimate(seconds: number): string {
  if (seconds < 1) return `~1${NBSP}s`;
  const s = seconds < 120 ? seconds : Math.round(seconds / 60) * 60;
  return `~${length(s)}`;
}

/** Counting down: `0:34 left`. */
export function left(seconds: number): string {
  const s = Math.max(0, Math.ceil(seconds));
  const minutes = Math.floor(s / 60);
  const rest = String(s % 60).padStart(2, '0');
  if (minutes < 60) return words.left(`${minutes}:${rest}`);
  return words.left(`${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${rest}`);
}

/** How long ago, in the coarsest unit that says something. */
export function ago(at: Timestamp, now: Timestamp): string {
  const s = Math.max(0, (now - at) / 1000);
  if (s < 60) return words.justNow;
  if (s < 3600) return words.ago(`${Math.floor(s / 60)}${NBSP}min`);
  if (s < 86_400) return words.ago(`${Math.floor(s / 3600)}${NBSP}h`);
  return clock(at, now);
}

/** `00:02.04`: minutes, seconds, frames. */
export function timecode(frame: number, fps: number): string {
  const at = Math.max(0, Math.floor(frame));
  const seconds = Math.floor(at / fps);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}.${two(at % fps)}`;
}

/** `$0.48`, `less than $0.01`; `local` says that it runs on this computer. */
export function money(price: Price, local: boolean): string {
  switch (price.price) {
    case 'free':
      return local ? words.freeHere : words.free;
    case 'unknown':
      return words.priceUnknown;
    case 'about': {
      if (price.micro_usd <= 0) return words.free;
      if (price.micro_usd < 10_000) return words.lessThan(dollars.format(0.01));
      return `~${dollars.format(price.micro_usd / 1_000_000)}`;
    }
  }
}

/** A sum to the last figure that counts: `$1.92`, `$0.0042`. */
export function sum(micro_usd: number): string {
  return exactDollars.format(micro_usd / 1_000_000);
}

/** A sum so small that cents say nothing: `$0.0002`, `less than $0.0001`. */
export function fine(micro_usd: number): string {
  if (micro_usd < 100) return words.lessThan('$0.0001');
  return `$${(micro_usd / 1_000_000).toFixed(4)}`;
}

/** `1280×720`. */
export function size(spec: { width: number; height: number }): string {
  return `${spec.width}×${spec.height}`;
}

/** `4.0 s`. */
export function seconds(spec: Pick<RenderSpec, 'frames' | 'fps'>): string {
  return `${(spec.frames / spec.fps).toFixed(1)}${NBSP}s`;
}

/** A whole percent that says 100 only at the end. */
export function percent(done: number, total: number): number {
  if (total <= 0) return 0;
  const value = Math.floor((done / total) * 100);
  return Math.min(done < total ? 99 : 100, Math.max(0, value));
}
