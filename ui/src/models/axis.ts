/** A line of time, drawn from its left end at 0 to its right end at 1. */
export interface Axis {
  begins: number;
  /** Null where nothing has a place on it, since its end is not known. */
  length: number | null;
}

/** A part of an axis, in shares of it. */
export interface Stretch {
  left: number;
  width: number;
}

export const S = 1_000;
export const MIN = 60 * S;
export const HOUR = 60 * MIN;
const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * S),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MIN),
  ...[1, 2, 4, 6, 12, 24].map((n) => n * HOUR),
];
const TICKS_MAX = 6;
/** What is late is still seen. */
const WIDTH_MIN = 0.015;

/** Where a time from and to stands on an axis; null where that is beyond it. */
export function stretch(axis: Axis, from: number, to: number): Stretch | null {
  if (axis.length === null) return null;
  const left = Math.max(0, (from - axis.begins) / axis.length);
  const right = Math.min(1, (to - axis.begins) / axis.length);
  if (left >= 1 || right <= 0) return null;
  return { left, width: Math.max(WIDTH_MIN, right - left) };
}

export interface Ticks {
  ticks: { at: number; left: number }[];
  /** The step between two ticks. */
  step_ms: number;
}

/** Ticks on round times, none so near an end or now that its words are cut. */
export function ticksOf({ begins, length }: Axis, now: number): Ticks {
  if (length === null) return { ticks: [], step_ms: MIN };
  const step = STEPS.find((own) => length / own <= TICKS_MAX) ?? 24 * HOUR;
  const share = (at: number) => (at - begins) / length;
  const ticks = [];
  for (let at = Math.ceil(begins / step) * step; at < begins + length; at += step) {
    const left = share(at);
    const clear = left < share(now) - 0.06 || left > share(now) + 0.12;
    if (clear && left > 0.04 && left < 0.95) ticks.push({ at, left });
  }
  return { ticks, step_ms: step };
}
