import type {
  EngineWait,
  ForecastView,
  JobId,
  KeyWait,
  LaneAttempt,
  LaneState,
  SessionId,
} from '../generated/api';
import { HOUR, S, stretch, ticksOf, type Axis, type Stretch, type Ticks } from './axis';

/** What became of an attempt that is over. */
export type Ended = 'done' | 'failed' | 'stopped';

/** A render on a lane. Places are shares of the axis, 0 at its left end and 1 at its right. */
export interface Block {
  /** The attempt that is over, or else the job: none stands on the axis twice. */
  id: string;
  job: JobId;
  kind: Ended | 'running' | 'next';
  left: number;
  /** Null where it is not known when it ends. */
  width: number | null;
  starts_at: number | null;
  ends_at: number | null;
}

/** A render that is over, which the queue no longer tells of. */
export interface PastBlock extends Block {
  kind: Ended;
  session: SessionId;
  take: number;
  width: number;
  starts_at: number;
  ends_at: number;
}

export interface Row {
  lane: string;
  paused: boolean;
  past: PastBlock[];
  blocks: Block[];
  /** Why it can start nothing now, and how much of the axis that takes. */
  stop: (Stop & Stretch) | null;
  /** When nothing is left for it; null where that is not known. */
  free_at: number | null;
}

/** Why a lane can start nothing that is not paused, and until when; null for nobody knows. */
export type Stop = { until: number | null } & (
  { of: 'engine'; why: EngineWait } | { of: 'key'; why: KeyWait }
);

/** Lanes on one axis of time. */
export interface Swim extends Ticks {
  rows: Row[];
  /** How long the axis is from now on; null without a forecast. */
  span_ms: number | null;
  /** Where now is on it: what ran is left of that. */
  now: number;
  /** Jobs that no lane is foreseen for, in the queue's order. */
  waiting: JobId[];
}

/** A render of the usual length is never drawn shorter than this share of what is to come. */
const USUAL_SHARE = 1 / 8;
/** What ran takes at most this much of what is to come. */
const PAST_SHARE = 1 / 3;
/** A lane at rest shows what it did as long as it ended less than this ago. */
const REST_MS = HOUR;
export function swim(
  lanes: readonly LaneState[],
  order: readonly JobId[],
  forecast: ForecastView,
  past: readonly LaneAttempt[],
  now: number,
): Swim {
  const live = new Set(order);
  const running = new Set(lanes.flatMap((lane) => lane.jobs));
  const slots = forecast.slots.filter((slot) => running.has(slot.job) || live.has(slot.job));
  const span = spanOf(slots, running, now);
  const idle = running.size === 0 && order.length === 0;
  const before = span === null ? (idle ? restOf(past, now) : 0) : pastOf(past, slots, span, now);
  const length = span === null ? before || null : before + span;
  const axis: Axis = { begins: now - before, length };
  const last = Math.max(...slots.map((slot) => slot.ends_at));
  const whole = typeof forecast.ends_at === 'number' && forecast.ends_at <= last;
  const rows = lanes.map((lane): Row => {
    const own = slots.filter((slot) => slot.lane === lane.lane);
    const unforeseen = lane.jobs.filter((job) => !own.some((slot) => slot.job === job));
    const ends = Math.max(...own.map((slot) => slot.ends_at));
    return {
      lane: lane.lane,
      paused: lane.paused,
      past: past.filter((one) => one.lane === lane.lane).flatMap((one) => over(one, axis, now)),
      blocks: [
        ...unforeseen.map((job) => open(job)),
        ...own.flatMap((slot) => place(slot, running.has(slot.job), axis, now)),
      ],
      stop: stopOf(lane, axis, now),
      free_at: whole && own.length > 0 && unforeseen.length === 0 ? ends : null,
    };
  });
  const planned = new Set(slots.map((slot) => slot.job));
  return {
    rows,
    span_ms: span,
    now: length === null ? 0 : before / length,
    ...ticksOf(axis, now),
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

/** How much of what ran is shown beside what is to come. */
function pastOf(
  past: readonly LaneAttempt[],
  slots: readonly Slot[],
  span: number,
  now: number,
): number {
  const most = span * PAST_SHARE;
  const ended = past.filter((one) => endOf(one) > now - most).map((one) => one.began_at);
  const begun = [...ended, ...slots.map((slot) => slot.starts_at)];
  return Math.min(most, Math.max(0, now - Math.min(now, ...begun)));
}

/** How far back lanes at rest look: to what they did last, if that is not long ago. */
function restOf(past: readonly LaneAttempt[], now: number): number {
  const ends = Math.max(...past.map(endOf));
  if (!(now - ends < REST_MS)) return 0;
  const lengths = past.map((one) => endOf(one) - one.began_at).sort((a, b) => a - b);
  const usual = Math.max(S, lengths[Math.floor(lengths.length / 2)] ?? S);
  const most = now - ends + usual / USUAL_SHARE;
  return Math.min(most, now - Math.min(...past.map((one) => one.began_at)));
}

function endOf(one: LaneAttempt): number {
  return one.ended_at ?? one.began_at;
}

function open(job: JobId): Block {
  return { id: job, job, kind: 'running', left: 0, width: null, starts_at: null, ends_at: null };
}

/** None where it begins beyond the axis. */
function place(slot: Slot, runs: boolean, axis: Axis, now: number): Block[] {
  // What is late ends now at the soonest, and what is to come does not begin before it.
  const from = runs ? slot.starts_at : Math.max(now, slot.starts_at);
  const at = stretch(axis, from, Math.max(now, slot.ends_at));
  if (at === null) return [];
  const { job, starts_at, ends_at } = slot;
  return [{ id: job, job, kind: runs ? 'running' : 'next', ...at, starts_at, ends_at }];
}

/** None where it ended before the axis begins. */
function over(one: LaneAttempt, axis: Axis, now: number): PastBlock[] {
  const { id, job, session, take, began_at: starts_at } = one;
  const ends_at = Math.min(now, endOf(one));
  const at = stretch(axis, starts_at, ends_at);
  if (at === null || axis.begins >= now) return [];
  return [{ id, job, session, take, kind: becameOf(one), ...at, starts_at, ends_at }];
}

function becameOf({ failure, outcome }: LaneAttempt): Ended {
  if (failure) return 'failed';
  return outcome === 'delivered' ? 'done' : 'stopped';
}

/** What passes takes its time; the rest, and what is not on the axis, all that is to come. */
function stopOf(lane: LaneState, axis: Axis, now: number): Row['stop'] {
  const stop = whyStopped(lane);
  if (stop === null) return null;
  const { until } = stop;
  const at = until === null ? null : stretch(axis, now, Math.max(now, until));
  const left = axis.length === null ? 0 : (now - axis.begins) / axis.length;
  return { ...stop, ...(at ?? { left, width: 1 - left }) };
}

/** Without its engine a lane needs no key. */
function whyStopped({ away, no_key }: LaneState): Stop | null {
  if (away) return { of: 'engine', why: away, until: away.until ?? null };
  if (!no_key) return null;
  const until = 'until' in no_key ? (no_key.until ?? null) : null;
  return { of: 'key', why: no_key, until };
}

/** What can be reached with arrows: the jobs of each lane, or the lane that has none. */
export function cellsOf(rows: readonly Row[]): string[][] {
  return rows.map((row) => {
    const own = [...row.past, ...row.blocks].map((block) => block.id);
    return own.length > 0 ? own : [row.lane];
  });
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
