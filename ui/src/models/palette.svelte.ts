import { match, type Match } from '../commands/match';

export const ROWS_MAX = 10;
const RECENT_MAX = 8;

/** A row of the palette: something that can be done or gone to. */
export interface Entry {
  id: string;
  /** The verb first. */
  title: string;
  kind: 'command' | 'session' | 'take';
  /** What stands at the right: its keys, or what it holds. */
  aside: string;
  refused: string | null;
  run: () => void;
}

export interface Row {
  entry: Entry;
  at: number[];
}

/**
 * What answers to the words, the best first. What was used last stands on top while
 * nothing is typed, and decides between equals.
 */
export function ranked(query: string, entries: readonly Entry[], recent: readonly string[]): Row[] {
  const place = (entry: Entry) => {
    const at = recent.indexOf(entry.id);
    return at < 0 ? recent.length : at;
  };
  return entries
    .map((entry) => ({ entry, found: match(query, entry.title) }))
    .filter((row): row is { entry: Entry; found: Match } => row.found !== null)
    .sort((a, b) => a.found.score - b.found.score || place(a.entry) - place(b.entry))
    .map(({ entry, found }) => ({ entry, at: found.at }));
}

/** The ids used last, the newest first. */
export function used(id: string, recent: readonly string[]): string[] {
  return [id, ...recent.filter((own) => own !== id)].slice(0, RECENT_MAX);
}

/** What is typed, what answers, and which row is chosen. */
export class Palette {
  query = $state('');
  at = $state(0);

  constructor(
    private readonly entries: () => readonly Entry[],
    private readonly recent: readonly string[],
  ) {}

  readonly found = $derived.by(() => ranked(this.query, this.entries(), this.recent));
  readonly rows = $derived(this.found.slice(0, ROWS_MAX));
  readonly more = $derived(this.found.length - this.rows.length);
  readonly chosen = $derived(this.rows[Math.min(this.at, this.rows.length - 1)]);

  type(query: string): void {
    this.query = query;
    this.at = 0;
  }

  step(by: number): void {
    const all = this.rows.length;
    if (all > 0) this.at = (Math.min(this.at, all - 1) + by + all) % all;
  }
}
