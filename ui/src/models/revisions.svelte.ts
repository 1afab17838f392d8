import { SvelteMap } from 'svelte/reactivity';

import type { RevisionId, RevisionView, Revisions as Page, SessionId } from '../generated/api';
import type { Transport } from '../transport/types';

/** What is known of the sessions' revisions: the newest, and older ones as they are asked for. */
export class Revisions {
  /** The newest of each session without a gap, oldest first. */
  readonly #newest = new SvelteMap<SessionId, RevisionView[]>();
  readonly #totals = new SvelteMap<SessionId, number>();
  /** Older ones that something was made from. */
  readonly #older = new SvelteMap<RevisionId, RevisionView>();

  constructor(private readonly transport: Transport) {}

  has(session: SessionId): boolean {
    return this.#newest.has(session);
  }

  /** The newest of a session, oldest first. */
  get(session: SessionId): readonly RevisionView[] | undefined {
    return this.#newest.get(session);
  }

  /** How many a session has. */
  total(session: SessionId): number {
    return this.#totals.get(session) ?? 0;
  }

  find(session: SessionId, id: RevisionId | null | undefined): RevisionView | undefined {
    if (!id) return undefined;
    return this.get(session)?.find((own) => own.id === id) ?? this.#older.get(id);
  }

  /** The same, asked for where it is not known yet. */
  async fetch(session: SessionId, id: RevisionId): Promise<RevisionView> {
    const known = this.find(session, id);
    if (known) return known;
    const revision = await this.transport.call('revision', { revision: id });
    this.#older.set(id, revision);
    return revision;
  }

  /** Takes the newest page of a session; what is known of older ones stays. */
  take(session: SessionId, { revisions, total }: Page): void {
    const oldest = revisions.at(-1)?.number ?? 1;
    const older = (this.get(session) ?? []).filter((own) => own.number < oldest);
    // Where many were added at once, those between are not known.
    const joined = older.at(-1)?.number === oldest - 1 ? older : [];
    this.#newest.set(session, [...joined, ...revisions.toReversed()]);
    this.#totals.set(session, total);
  }

  /** Takes one that has changed. */
  takeOne(revision: RevisionView): void {
    if (this.#older.has(revision.id)) this.#older.set(revision.id, revision);
    const known = this.get(revision.session) ?? [];
    const same = ({ id }: RevisionView) => id === revision.id;
    if (known.some(same))
      this.#newest.set(
        revision.session,
        known.map((own) => (same(own) ? revision : own)),
      );
  }

  /** Asks for the next older ones. */
  async goOn(session: SessionId): Promise<void> {
    const before = this.get(session)?.[0]?.number;
    if (before === undefined) return;
    const { revisions } = await this.transport.call('revisions', { session, before });
    const known = this.get(session) ?? [];
    if (known[0]?.number === before)
      this.#newest.set(session, [...revisions.toReversed(), ...known]);
  }

  clear(): void {
    this.#newest.clear();
    this.#totals.clear();
    this.#older.clear();
  }
}
