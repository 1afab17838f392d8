import type { SessionId } from '../generated/api';
import type { KeptReview } from './review.svelte';
import type { SpecFields } from './spec';

/** What is typed and not yet a revision. */
export interface Draft {
  text: string;
  takes: number;
  spec?: SpecFields | undefined;
  review?: KeptReview | undefined;
}

/**
 * Drafts are kept in this window's storage until the library holds them. Without storage
 * (a private window) they live as long as the page.
 */
export class Drafts {
  readonly #memory = new Map<string, string>();

  constructor(
    private readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null,
  ) {}

  read(library: string, session: SessionId | undefined): Draft | null {
    const text = this.#get(key(library, session));
    if (text === null) return null;
    try {
      const draft = JSON.parse(text) as Partial<Draft>;
      return typeof draft.text === 'string' ? { takes: 1, ...draft, text: draft.text } : null;
    } catch {
      return null;
    }
  }

  write(library: string, session: SessionId | undefined, draft: Draft): void {
    const name = key(library, session);
    const text = JSON.stringify(draft);
    this.#memory.set(name, text);
    try {
      this.storage?.setItem(name, text);
    } catch {
      // Full or forbidden: it stays in memory.
    }
  }

  forget(library: string, session: SessionId | undefined): void {
    const name = key(library, session);
    this.#memory.delete(name);
    this.storage?.removeItem(name);
  }

  #get(name: string): string | null {
    return this.#memory.get(name) ?? this.storage?.getItem(name) ?? null;
  }
}

function key(library: string, session: SessionId | undefined): string {
  return `worldreel.draft:${library}:${session ?? 'new'}`;
}
