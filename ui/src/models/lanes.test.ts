import { describe, expect, it } from 'vitest';

import { cellsOf, shortTitle, swim, walk } from './lanes';

const now = 1_795_581_120_000;
const S = 1_000;
const lane = (name: string, jobs: string[] = [], paused = false) => ({
  engine: 'sketch',
  lane: name,
  jobs,
  paused,
});
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

  it('begins now, and is as long as what is foreseen', () => {
    const view = swim(lanes, ['1', '2', '3'], forecast, now);
    expect(view.span_ms).toBe(70 * S);
    const [a, b] = view.rows;
    expect(a?.blocks).toMatchObject([
      { job: '1', kind: 'running', left: 0, width: 30 / 70 },
      { job: '3', kind: 'next', left: 30 / 70 },
    ]);
    expect(a?.blocks[1]?.width).toBeCloseTo(40 / 70);
    expect(b?.blocks).toMatchObject([{ job: '2', kind: 'next', left: 0 }]);
    expect([a?.free_at, b?.free_at]).toEqual([now + 70 * S, now + 40 * S]);
    expect(view.waiting).toEqual([]);
  });

  it('moves with the time', () => {
    const view = swim(lanes, ['1', '2', '3'], forecast, now + 10 * S);
    expect(view.span_ms).toBe(60 * S);
    expect(view.rows[0]?.blocks[0]).toMatchObject({ left: 0, width: 20 / 60 });
  });

  it('keeps a late render in sight', () => {
    const view = swim(lanes, ['1', '2', '3'], forecast, now + 35 * S);
    const width = view.rows[0]?.blocks[0]?.width ?? 0;
    expect(width).toBeGreaterThan(0);
    expect(width).toBeLessThan(0.05);
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
      { job: '1', kind: 'running', left: 0, width: null, starts_at: null, ends_at: null },
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
    expect(view.rows).toEqual([{ lane: 'a', paused: true, blocks: [], free_at: null }]);
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
