import { describe, expect, it } from 'vitest';

import type { LaneAttempt } from '../generated/api';
import { cellsOf, shortTitle, swim as swimOf, walk } from './lanes';

const now = 1_795_581_120_000;
const S = 1_000;
const lane = (name: string, jobs: string[] = [], paused = false) => ({
  engine: 'sketch',
  lane: name,
  jobs,
  paused,
});
const over = (
  job: string,
  name: string,
  from: number,
  to: number,
  more: Partial<LaneAttempt> = {},
): LaneAttempt => ({
  id: `attempt-${job}`,
  engine: 'sketch',
  lane: name,
  job,
  session: 'session-1',
  take: 1,
  outcome: 'delivered',
  began_at: now + from * S,
  ended_at: now + to * S,
  ...more,
});
/** Without anything that ran. */
const swim = (
  lanes: Parameters<typeof swimOf>[0],
  order: string[],
  forecast: Parameters<typeof swimOf>[2],
  at: number,
) => swimOf(lanes, order, forecast, [], at);
const slot = (job: string, name: string, from: number, to: number) => ({
  job,
  lane: name,
  starts_at: now + from * S,
  ends_at: now + to * S,
});

describe('lanes on an axis of time', () => {
  const lanes = [lane('a', ['1']), lane('b')];
  const slots = [slot('1', 'a', -10, 30), slot('2', 'b', 0, 40), slot('3', 'a', 30, 70)];
  const forecast = { slots, ends_at: now + 70 * S };

  it('begins with what runs, and is as long as what is foreseen', () => {
    const view = swim(lanes, ['1', '2', '3'], forecast, now);
    expect(view.span_ms).toBe(70 * S);
    expect(view.now).toBe(10 / 80);
    const [a, b] = view.rows;
    expect(a?.blocks).toMatchObject([
      { job: '1', kind: 'running', left: 0, width: 40 / 80 },
      { job: '3', kind: 'next', left: 40 / 80, width: 40 / 80 },
    ]);
    expect(b?.blocks).toMatchObject([{ job: '2', kind: 'next', left: 10 / 80 }]);
    expect([a?.free_at, b?.free_at]).toEqual([now + 70 * S, now + 40 * S]);
    expect(view.waiting).toEqual([]);
  });

  it('moves with the time', () => {
    const view = swim(lanes, ['1', '2', '3'], forecast, now + 10 * S);
    expect(view.span_ms).toBe(60 * S);
    // What began longer ago than a third of what is to come is cut.
    expect(view.now).toBe(0.25);
    expect(view.rows[0]?.blocks[0]).toMatchObject({ left: 0, width: 40 / 80 });
  });

  it('shows what ran before, as far as a third of what is to come', () => {
    const failure = { class: 'backend', billed: 'no' } as LaneAttempt['failure'];
    const past = [
      over('4', 'a', -20, -10, { failure: failure ?? null }),
      over('5', 'b', -40, -2),
      over('6', 'b', -90, -50),
    ];
    const view = swimOf(lanes, ['1', '2', '3'], forecast, past, now);
    const axis = 70 + 70 / 3;
    expect(view.now).toBeCloseTo(0.25);
    const [a, b] = view.rows;
    expect(a?.past).toMatchObject([{ job: '4', kind: 'failed', id: 'attempt-4' }]);
    expect(a?.past[0]?.left).toBeCloseTo((70 / 3 - 20) / axis);
    expect(a?.past[0]?.width).toBeCloseTo(10 / axis);
    expect(b?.past).toMatchObject([{ job: '5', kind: 'done', left: 0 }]);
    expect(cellsOf(view.rows)[0]).toEqual(['attempt-4', '1', '3']);
  });

  it('lanes at rest show what they did last, unless it is long ago', () => {
    const past = [over('4', 'a', -90, -80), over('5', 'a', -120, -91)];
    const none = { slots: [], ends_at: null };
    const rest = swimOf([lane('a')], [], none, past, now);
    expect(rest.now).toBe(1);
    expect(rest.rows[0]?.past).toHaveLength(2);
    const later = swimOf([lane('a')], [], none, past, now + 7_200 * S);
    expect(later.rows[0]?.past).toEqual([]);
    // While something runs whose end nobody knows, nothing has its place.
    expect(swimOf([lane('a', ['1'])], ['1'], none, past, now).rows[0]?.past).toEqual([]);
  });

  it('a lane without a key is striped for as long as that lasts', () => {
    const cooling = { ...lane('b'), no_key: { key: 'cooling', until: now + 35 * S } } as const;
    const view = swim([lane('a', ['1']), cooling], ['1', '2', '3'], forecast, now);
    expect(view.rows[1]?.stop).toMatchObject({ left: 10 / 80, width: 35 / 80 });
    const benched = { ...lane('b'), no_key: { key: 'none_set_up' } } as const;
    const stuck = swim([lane('a', ['1']), benched], ['1', '2', '3'], forecast, now);
    expect(stuck.rows[1]?.stop).toMatchObject({ left: 10 / 80, width: 70 / 80 });
    expect(stuck.rows[0]?.stop).toBeNull();
  });

  it('a lane whose engine is away is striped until that is tried again', () => {
    const why = { class: 'unreachable', message: 'could not reach it' } as const;
    const key = { key: 'none_set_up' } as const;
    const away = { ...lane('b'), no_key: key, away: { ...why, until: now + 35 * S } } as const;
    const view = swim([lane('a', ['1']), away], ['1', '2', '3'], forecast, now);
    expect(view.rows[1]?.stop).toMatchObject({ of: 'engine', left: 10 / 80, width: 35 / 80 });
    const tried = { ...lane('b'), away: { ...why, until: null } } as const;
    const open = swim([lane('a', ['1']), tried], ['1', '2', '3'], forecast, now);
    expect(open.rows[1]?.stop).toMatchObject({ until: null, left: 10 / 80, width: 70 / 80 });
  });

  it('keeps a late render in sight', () => {
    const view = swim(lanes, ['1', '2', '3'], forecast, now + 35 * S);
    const [block] = view.rows[0]?.blocks ?? [];
    // Up to now, and no further.
    expect(block?.left).toBe(0);
    expect(block?.width).toBeCloseTo(view.now);
  });

  it('a long queue runs out of the axis instead of becoming threads', () => {
    const many = Array.from({ length: 100 }, (_, n) => slot(`${n}`, 'a', n * 4, n * 4 + 4));
    const order = many.map((own) => own.job);
    const long = { slots: many, ends_at: now + 400 * S };
    const view = swim([lane('a', ['0'])], order, long, now);
    expect(view.span_ms).toBe(32 * S);
    expect(view.rows[0]?.blocks).toHaveLength(8);
    expect(view.rows[0]?.free_at).toBe(now + 400 * S);
    expect(view.waiting).toEqual([]);
  });

  it('does not say when a lane is free while more is to come than is told', () => {
    const more = { slots, ends_at: now + 900 * S };
    expect(swim(lanes, ['1', '2', '3'], more, now).rows[0]?.free_at).toBeNull();
    const unknown = { slots, ends_at: null };
    expect(swim(lanes, ['1', '2', '3'], unknown, now).rows[0]?.free_at).toBeNull();
  });

  it('without a forecast it shows what runs, without an end, and what waits', () => {
    const view = swim(lanes, ['1', '2', '3'], { slots: [], ends_at: null }, now);
    expect(view.span_ms).toBeNull();
    expect(view.ticks).toEqual([]);
    expect(view.rows[0]?.blocks).toEqual([
      { id: '1', job: '1', kind: 'running', left: 0, width: null, starts_at: null, ends_at: null },
    ]);
    expect(view.rows[0]?.free_at).toBeNull();
    expect(view.waiting).toEqual(['2', '3']);
  });

  it('forgets slots of jobs that are gone, and keeps paused lanes', () => {
    const view = swim(
      [lane('a', [], true)],
      [],
      { slots: [slot('9', 'a', 0, 9)], ends_at: null },
      now,
    );
    expect(view.rows).toEqual([
      { lane: 'a', paused: true, past: [], blocks: [], stop: null, free_at: null },
    ]);
  });

  it('ticks stand on round times', () => {
    const view = swim(lanes, ['1', '2', '3'], forecast, now + 3 * S);
    expect(view.step_ms).toBe(15 * S);
    expect(view.ticks.length).toBeGreaterThan(2);
    expect(view.ticks.every((tick) => tick.at % view.step_ms === 0)).toBe(true);
    expect(view.ticks.every((tick) => tick.left > 0 && tick.left < 1)).toBe(true);
  });
});

describe('walking the lanes', () => {
  const cells = cellsOf(
    swim(
      [lane('a', ['1']), lane('b'), lane('c', ['5'])],
      ['1', '3', '5'],
      { slots: [slot('1', 'a', 0, 9), slot('3', 'a', 9, 18), slot('5', 'c', 0, 9)], ends_at: null },
      now,
    ).rows,
  );

  it('an idle lane is a cell of its own', () => {
    expect(cells).toEqual([['1', '3'], ['b'], ['5']]);
  });

  it('arrows lead along a lane and to the lane beside', () => {
    expect(walk(cells, '1', 'ArrowRight')).toBe('3');
    expect(walk(cells, '3', 'ArrowDown')).toBe('b');
    expect(walk(cells, 'b', 'ArrowDown')).toBe('5');
    expect(walk(cells, '5', 'ArrowDown')).toBeNull();
    expect(walk(cells, '3', 'Home')).toBe('1');
    expect(walk(cells, '3', 'x')).toBeNull();
    expect(walk(cells, 'gone', 'ArrowUp')).toBeNull();
  });
});

describe('a short title', () => {
  it('is one or two words that tell it apart', () => {
    expect(shortTitle('a red fox in deep snow')).toBe('Red fox');
    expect(shortTitle('Courier, crossing')).toBe('Courier');
    expect(shortTitle('The lighthouse, storm-swept coast')).toBe('Lighthouse');
    expect(shortTitle('')).toBe('');
  });
});
