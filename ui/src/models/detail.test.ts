import { describe, expect, it } from 'vitest';

import { barsOf, groupsOf } from './detail';

describe('the scene in detail', () => {
  it('shows what is said and hides the rest', () => {
    const groups = groupsOf({
      of: '0123456789abcdef',
      subjects: [{ description: 'a red fox', appearance: 'red', action: null }],
      camera: { lens: '35mm', motion: 'pans slowly' },
      actions: [
        { from_s: 2, description: 'it leaps' },
        { from_s: 0, to_s: 1.5, description: 'it wakes' },
        { to_s: 4, description: 'it waits' },
        { description: 'it stops' },
      ],
    });
    expect(groups.map(({ title }) => title)).toEqual(['Subjects', 'Camera', 'Actions']);
    expect(groups[0]?.lists).toEqual([
      { head: 'a red fox', rows: [{ name: 'Appearance', value: 'red' }] },
    ]);
    expect(groups[1]?.lists[0]?.rows.map(({ name }) => name)).toEqual(['Motion', 'Lens']);
    expect(groups[2]?.lists[0]?.rows.map(({ name }) => name)).toEqual([
      'at 2\u00a0s',
      '0–1.5\u00a0s',
      'until 4\u00a0s',
      'next',
    ]);
    expect(groupsOf({})).toEqual([]);
    expect(groupsOf(undefined)).toEqual([]);
  });

  it('draws segments as wide as they are long', () => {
    const segments = [
      { from_s: 0, to_s: 2, description: 'a' },
      { from_s: 2, to_s: 4, description: 'b' },
    ];
    const sides = (seconds: number | null) =>
      barsOf(segments, seconds).map(({ left, width }) => [left, width]);
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
});
