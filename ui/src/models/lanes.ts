import type { ForecastView, JobId, LaneState } from '../generated/api';

/** A job on a lane. Places are shares of the axis, 0 at its left end and 1 at its right. */
export interface Block {
  job: JobId;
  kind: 'running' | 'next';
  left: number;
  /** Null where it is not known when it ends. */
  width: number | null;
  starts_at: number | null;
  ends_at: number | null;
}

export interface Row {
  lane: string;
  paused: boolean;
  blocks: Block[];
  /** When nothing is left for it; null where that is not known. */
  free_at: number | null;
}

/** Lanes on one axis of time, which begins now. */
export interface Swim {
  rows: Row[];
  /** How long the axis is; null without a forecast. */
  span_ms: number | null;
  ticks: { at: number; left: number }[];
  /** The step between two ticks. */
  step_ms: number;
  /** Jobs that no lane is foreseen for, in the queue's order. */
  waiting: JobId[];
}

const S = 1_000;
const MIN = 60 * S;
const HOUR = 60 * MIN;
const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * S),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MIN),
  ...[1, 2, 4, 6, 12, 24].map((n) => n * HOUR),
];
const TICKS_MAX = 6;
/** A render of the usual length is never drawn shorter than this share of the axis. */
const USUAL_SHARE = 1 / 8;
/** What is late is still seen. */
const WIDTH_MIN = 0.015;

export function swim(
  lanes: readonly LaneState[],
  order: readonly JobId[],
  forecast: ForecastView,
  now: number,
): Swim {
  const live = new Set(order);
  const running = new Set(lanes.flatMap((lane) => lane.jobs));
  const slots = forecast.slots.filter((slot) => running.has(slot.job) || live.has(slot.job));
  const span = spanOf(slots, running, now);
  const last = Math.max(...slots.map((slot) => slot.ends_at));
  const whole = typeof forecast.ends_at === 'number' && forecast.ends_at <= last;
  const rows = lanes.map((lane): Row => {
    const own = slots.filter((slot) => slot.lane === lane.lane);
    const unforeseen = lane.jobs.filter((job) => !own.some((slot) => slot.job === job));
    const ends = Math.max(...own.map((slot) => slot.ends_at));
    return {
      lane: lane.lane,
      paused: lane.paused,
      blocks: [
        ...unforeseen.map((job) => open(job)),
        ...own.flatMap((slot) => place(slot, running.has(slot.job), span, now)),
      ],
      free_at: whole && own.length > 0 && unforeseen.length === 0 ? ends : null,
    };
  });
  const planned = new Set(slots.map((slot) => slot.job));
  return {
    rows,
    span_ms: span,
    ...ticksOf(span, now),
    waiting: order.filter((job) => !running.has(job) && !planned.has(job)),
  };
}

type Slot = ForecastView['slots'][number];

/** As long as all that is foreseen, but not so long that its blocks can't be read. */
function spanOf(slots: readonly Slot[], running: Set<JobId>, now: number): number | null {
  if (slots.length === 0) return null;
  const lengths = slots.map((slot) => slot.ends_at - slot.starts_at).sort((a, b) => a - b);
  const usual = lengths[Math.floor(lengths.length / 2)] ?? S;
  const until = (some: readonly Slot[]) => Math.max(0, ...some.map((slot) => slot.ends_at - now));
  const least = Math.max(S, usual, until(slots.filter((slot) => running.has(slot.job))));
  return Math.max(least, Math.min(until(slots), usual / USUAL_SHARE));
}

function open(job: JobId): Block {
  return { job, kind: 'running', left: 0, width: null, starts_at: null, ends_at: null };
}

/** None where it begins beyond the axis. */
function place(slot: Slot, runs: boolean, span: number | null, now: number): Block[] {
  if (span === null) return [];
  const left = runs ? 0 : Math.max(0, (slot.starts_at - now) / span);
  if (left >= 1) return [];
  const right = Math.min(1, (slot.ends_at - now) / span);
  return [
    {
      job: slot.job,
      kind: runs ? 'running' : 'next',
      left,
      width: Math.max(WIDTH_MIN, right - left),
      starts_at: slot.starts_at,
      ends_at: slot.ends_at,
    },
  ];
}

/** Ticks on round times, none so near an end that its words are cut. */
function ticksOf(span: number | null, now: number): Pick<Swim, 'ticks' | 'step_ms'> {
  if (span === null) return { ticks: [], step_ms: MIN };
  const step = STEPS.find((own) => span / own <= TICKS_MAX) ?? 24 * HOUR;
  const ticks = [];
  for (let at = Math.ceil(now / step) * step; at < now + span; at += step) {
    const left = (at - now) / span;
    if (left > 0.12 && left < 0.95) ticks.push({ at, left });
  }
  return { ticks, step_ms: step };
}

/** What can be reached with arrows: the jobs of each lane, or the lane that has none. */
export function cellsOf(rows: readonly Row[]): string[][] {
  return rows.map((row) =>
    row.blocks.length > 0 ? row.blocks.map((block) => block.job) : [row.lane],
  );
}

/** Where an arrow leads to from a cell; null when it leads nowhere. */
export function walk(cells: readonly string[][], from: string, key: string): string | null {
  const row = cells.findIndex((own) => own.includes(from));
  const line = cells[row];
  if (!line) return null;
  const at = line.indexOf(from);
  const beside = (by: number) => {
    const other = cells[row + by];
    return other?.[Math.min(at, other.length - 1)];
  };
  const to: Record<string, string | undefined> = {
    ArrowLeft: line[at - 1],
    ArrowRight: line[at + 1],
    ArrowUp: beside(-1),
    ArrowDown: beside(1),
    Home: line[0],
    End: line.at(-1),
  };
  return to[key] ?? null;
}

/** A session in one or two words: `Red fox` of "a red fox in deep snow". */
export function shortTitle(title: string): string {
  const [first = title, second] = title.replace(/^(an?|the)\s+/i, '').split(/\s+/);
  const short = second && first.length + second.length < 16 ? `${first} ${second}` : first;
  const bare = short.replace(/[\s,.;:!?]+$/u, '');
  return bare.charAt(0).toUpperCase() + bare.slice(1);
}
