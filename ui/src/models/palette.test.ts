import { describe, expect, it, vi } from 'vitest';

import { Palette, used, type Entry } from './palette.svelte';

function entry(id: string, title: string): Entry {
  return { id, title, kind: 'command', aside: '', refused: null, run: vi.fn() };
}
const entries = [
  entry('a', 'Generate the takes'),
  entry('b', 'Go to Queue'),
  entry('c', 'Go to Create'),
];
const ids = (palette: Palette) => palette.rows.map((row) => row.entry.id);

describe('the palette', () => {
  it('has what was used last on top', () => {
    expect(ids(new Palette(() => entries, ['c', 'gone']))).toEqual(['c', 'a', 'b']);
  });

  it('lets what was used last decide between equals only', () => {
    const palette = new Palette(() => entries, ['c', 'a']);
    palette.type('go');
    expect(ids(palette)).toEqual(['c', 'b']);
    palette.type('queue');
    expect(ids(palette)).toEqual(['b']);
  });

  it('shows ten rows and counts the rest', () => {
    const many = Array.from({ length: 25 }, (_, n) => entry(String(n), `Open take ${n}`));
    const palette = new Palette(() => many, []);
    expect(palette.rows).toHaveLength(10);
    expect(palette.more).toBe(15);
  });

  it('walks around, and begins anew with every letter', () => {
    const palette = new Palette(() => entries, []);
    palette.step(-1);
    expect(palette.chosen?.entry.id).toBe('c');
    palette.step(1);
    expect(palette.chosen?.entry.id).toBe('a');
    palette.step(1);
    palette.type('g');
    expect(palette.at).toBe(0);
    palette.type('nothing like it');
    expect(palette.chosen).toBeUndefined();
    palette.step(1);
  });

  it('remembers the newest use first, once', () => {
    expect(used('b', ['a', 'b'])).toEqual(['b', 'a']);
    expect(used('x', '12345678'.split(''))).toHaveLength(8);
  });
});
