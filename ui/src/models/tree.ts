import type { RevisionId } from '../generated/api';

/** What of a revision the drawing needs. */
interface Node {
  id: RevisionId;
  parent?: RevisionId | null | undefined;
}

/** A row of the drawn tree, the newest on top. */
export interface Row<T extends Node> {
  node: T;
  /** The column of its dot, from 0. */
  column: number;
  /** Columns with a line from the row above to this one. */
  above: number[];
  /** Columns with a line from this row to the one below. */
  below: number[];
  /** Columns whose lines end in this dot from above: what was made from it. */
  joins: number[];
}

/**
 * A tree as rows and columns: each line of work has a column as far as it is alone, and ends
 * in the revision that it was made from. `nodes` are the newest first.
 */
export function rowsOf<T extends Node>(nodes: readonly T[]): Row<T>[] {
  const shown = new Set(nodes.map((node) => node.id));
  /** What each column leads down to; null where it is free. */
  let columns: (RevisionId | null)[] = [];
  return nodes.map((node) => {
    const waiting = columns.flatMap((id, column) => (id === node.id ? [column] : []));
    const free = columns.indexOf(null);
    const column = waiting[0] ?? (free < 0 ? columns.length : free);
    const taken = (list: (RevisionId | null)[]) =>
      list.flatMap((id, own) => (id === null ? [] : [own]));
    const above = taken(columns);
    const next = columns.map((id) => (id === node.id ? null : id));
    const { parent } = node;
    // A parent that is not shown would be a line to nowhere.
    next[column] = parent && shown.has(parent) ? parent : null;
    for (let at = 0; at < column; at++) next[at] ??= null;
    while (next.at(-1) === null) next.pop();
    columns = next;
    return { node, column, above, below: taken(columns), joins: waiting.slice(1) };
  });
}
