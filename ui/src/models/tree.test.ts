import { describe, expect, it } from 'vitest';

import { rowsOf } from './tree';

const node = (id: string, parent?: string) => ({ id, parent });
const columns = (nodes: { id: string; parent?: string | undefined }[]) =>
  rowsOf(nodes).map(({ column, above, below, joins }) => ({ column, above, below, joins }));

describe('a drawn tree', () => {
  it('is one line where each step was made from the one before', () => {
    expect(columns([node('3', '2'), node('2', '1'), node('1')])).toEqual([
      { column: 0, above: [], below: [0], joins: [] },
      { column: 0, above: [0], below: [0], joins: [] },
      { column: 0, above: [0], below: [], joins: [] },
    ]);
  });

  it('has a column for each branch, that ends where it began', () => {
    const rows = columns([node('4', '2'), node('3', '2'), node('2', '1'), node('1')]);
    expect(rows).toEqual([
      { column: 0, above: [], below: [0], joins: [] },
      { column: 1, above: [0], below: [0, 1], joins: [] },
      { column: 0, above: [0, 1], below: [0], joins: [1] },
      { column: 0, above: [0], below: [], joins: [] },
    ]);
  });

  it('draws several trees beside each other, and no line to what is not shown', () => {
    expect(columns([node('b'), node('3', '2'), node('a')])).toEqual([
      { column: 0, above: [], below: [], joins: [] },
      { column: 0, above: [], below: [], joins: [] },
      { column: 0, above: [], below: [], joins: [] },
    ]);
  });

  it('keeps each line in its column until it ends', () => {
    const nodes = Array.from({ length: 60 }, (_, at) => {
      const own = 60 - at;
      return node(String(own), own > 1 ? String(Math.max(1, own - (own % 3) - 1)) : undefined);
    });
    const rows = rowsOf(nodes);
    for (const [at, row] of rows.entries()) {
      // What leaves a row comes in at the next.
      expect(rows[at + 1]?.above ?? []).toEqual(row.below);
      for (const join of row.joins) expect(row.above).toContain(join);
      expect(rows.filter((other) => other.node.id === row.node.id)).toHaveLength(1);
    }
    expect(rows.at(-1)?.below).toEqual([]);
  });
});
