import { SvelteSet } from 'svelte/reactivity';

import type { JobId, JobView } from '../generated/api';

/** How a row was pressed. */
export interface Press {
  /** From the row that was pressed last to this one. */
  range: boolean;
}

/** The takes that are chosen on the queue's page. */
export class Selection {
  readonly #ids = new SvelteSet<JobId>();
  /** Where a range begins. */
  #anchor: JobId | null = null;

  /** Those that stand in the list, in its order; what has left the list is not chosen. */
  constructor(private readonly shown: () => readonly JobView[]) {}

  readonly jobs: JobView[] = $derived.by(() => this.shown().filter((job) => this.#ids.has(job.id)));

  has(id: JobId): boolean {
    return this.#ids.has(id);
  }

  /** Turns one over, or takes in all from the one that was pressed last. */
  press(id: JobId, { range }: Press): void {
    const between = range ? this.#between(id) : [];
    if (between.length > 0) {
      this.#add(between);
      return;
    }
    if (!this.#ids.delete(id)) this.#ids.add(id);
    this.#anchor = id;
  }

  /** Takes in the row above or below; says which it is, to be given the focus. */
  extend(id: JobId, by: -1 | 1): JobId | null {
    const shown = this.shown();
    const next = shown[shown.findIndex((job) => job.id === id) + by];
    if (!next) return null;
    if (!this.#anchor) this.#anchor = id;
    this.#add([id, next.id]);
    return next.id;
  }

  all(): void {
    this.#add(this.shown().map((job) => job.id));
  }

  none(): void {
    this.#ids.clear();
    this.#anchor = null;
  }

  #add(ids: readonly JobId[]): void {
    for (const id of ids) this.#ids.add(id);
  }

  #between(id: JobId): JobId[] {
    const ids = this.shown().map((job) => job.id);
    const [from, to] = [ids.indexOf(this.#anchor ?? ''), ids.indexOf(id)];
    if (from < 0 || to < 0) return [];
    return ids.slice(Math.min(from, to), Math.max(from, to) + 1);
  }
}
