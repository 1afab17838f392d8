import { describe, expect, it } from 'vitest';

import { groupsOf, happenings } from './detail';

describe('the scene in detail', () => {
  it('shows what is said and hides the rest', () => {
    const groups = groupsOf({
      of: '0123456789abcdef',
      subjects: [{ description: 'a red fox', appearance: 'red', action: null }],
      camera: { lens: '35mm', motion: 'pans slowly' },
      actions: [{ from_s: 2, description: 'it leaps' }],
    });
    expect(groups.map(({ title }) => title)).toEqual(['Subjects', 'Camera']);
    expect(groups[0]?.lists).toEqual([
      { head: 'a red fox', rows: [{ name: 'Appearance', value: 'red' }] },
    ]);
    expect(groups[1]?.lists[0]?.rows.map(({ name }) => name)).toEqual(['Motion', 'Lens']);
    expect(groupsOf({})).toEqual([]);
    expect(groupsOf(undefined)).toEqual([]);
  });

  it('draws segments as wide as they are long', () => {
    const segments = [
      { from_s: 0, to_s: 2, description: 'a' },
      { from_s: 2, to_s: 4, description: 'b' },
    ];
    const sides = (seconds: number | null) =>
      happenings(segments, seconds).map(({ bar }) => [bar?.left, bar?.width]);
    expect(sides(8)).toEqual([
      [0, 25],
      [25, 25],
    ]);
    // A clip that is shorter than what is told, or of unknown length, ends with the last.
    expect(sides(3)).toEqual([
      [0, 50],
      [50, 50],
    ]);
    expect(sides(null)).toEqual(sides(3));
  });

  it('draws actions where their times are told, and those of one time below one another', () => {
    const actions = [
      { from_s: 0, to_s: 3, description: 'it wakes' },
      { from_s: 2, description: 'it leaps' },
      { to_s: 4, description: 'it waits' },
      { description: 'it stops' },
      { from_s: 3, to_s: 4, description: 'it sleeps' },
    ];
    expect(happenings(actions, 4).map(({ when, bar }) => [when, bar])).toEqual([
      ['0–3\u00a0s', { left: 0, width: 75, lane: 0 }],
      ['at 2\u00a0s', { left: 50, width: 0, lane: 1 }],
      ['until 4\u00a0s', { left: 0, width: 100, lane: 2 }],
      ['next', null],
      ['3–4\u00a0s', { left: 75, width: 25, lane: 0 }],
    ]);
    expect(happenings([{ from_s: 0, description: 'it wakes' }], null)[0]?.bar?.left).toBe(0);
  });
});
