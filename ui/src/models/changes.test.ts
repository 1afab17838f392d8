import { describe, expect, it } from 'vitest';

import type { TextChange } from '../generated/api';
import { applied, pieces, type Verdict } from './changes';

function change(start: number, end: number, from: string, to: string): TextChange {
  return { at: { start, end }, from, to, why: 'because' };
}

const before = 'A 🤖 robot crosses the road';
const changes = [
  change(4, 9, 'robot', 'courier robot'),
  change(10, 17, 'crosses', 'waits, then crosses'),
  change(26, 26, '', ' at dusk'),
  change(26, 26, '', ' in the rain'),
];
const all = (verdict: Verdict) => changes.map(() => verdict);

describe('tracked changes', () => {
  it('accepting all gives the whole proposal', () => {
    expect(applied(before, changes, all('yes'))).toBe(
      'A 🤖 courier robot waits, then crosses the road at dusk in the rain',
    );
  });

  it('accepting none leaves the words to the letter', () => {
    expect(applied(before, changes, all('no'))).toBe(before);
    expect(applied(before, changes, all('open'))).toBe(before);
    expect(applied(before, changes, [])).toBe(before);
  });

  it('mixtures take each change by itself', () => {
    expect(applied(before, changes, ['yes', 'no', 'open', 'yes'])).toBe(
      'A 🤖 courier robot crosses the road in the rain',
    );
  });

  it('spans count characters, so an emoji shifts nothing', () => {
    const shown = pieces(before, changes, []);
    expect(shown[0]).toMatchObject({ kind: 'same', text: 'A 🤖 ' });
    expect(shown[1]).toMatchObject({ kind: 'change', index: 0 });
  });

  it('insertions at one place keep their order', () => {
    expect(applied('x', [change(1, 1, '', 'a'), change(1, 1, '', 'b')], ['yes', 'yes'])).toBe(
      'xab',
    );
  });

  it('changes are shown in reading order whatever order they came in', () => {
    const late = [change(26, 26, '', '.'), change(0, 1, 'A', 'The')];
    expect(applied(before, late, ['yes', 'yes'])).toBe('The 🤖 robot crosses the road.');
  });

  it('an overlapping change never doubles words', () => {
    const overlap = [change(0, 10, 'A 🤖 robot ', 'B '), change(4, 9, 'robot', 'dog')];
    expect(applied(before, overlap, ['yes', 'yes'])).toBe('B crosses the road');
  });

  it('the pieces put together are the text', () => {
    const shown = pieces(before, changes, all('open'));
    expect(shown.map((p) => (p.kind === 'same' ? p.text : p.change.from)).join('')).toBe(before);
  });
});
