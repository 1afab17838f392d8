import type { EngineName, Expiry, Locks, RevisionId, SessionId } from '../generated/api';
import type { Transport } from '../transport/types';
import { debounced } from './clock.svelte';
import type { Verdict } from './changes';
import type { KeptNegative } from './negative.svelte';
import type { KeptOrder } from './placing';
import type { KeptReview, Proposal } from './review.svelte';
import type { SpecFields } from './spec';
import type { Turn } from './talk.svelte';
import type { KeptVariations } from './variations.svelte';

/** What is typed and not yet a revision. */
export interface Draft {
  text: string;
  takes: number;
  /** The revision it was made from. */
  head?: RevisionId | undefined;
  /** The engine that was named. */
  engine?: EngineName | undefined;
  spec?: SpecFields | undefined;
  /** How long the takes wait at most, where it was said. */
  expiry?: Expiry | undefined;
  review?: KeptReview | undefined;
  locks?: Locks | undefined;
  negative?: KeptNegative | undefined;
  /** An order that was sent and not answered. */
  order?: KeptOrder | undefined;
  turns?: Turn[] | undefined;
  variations?: KeptVariations | undefined;
}

/** A pause in typing after which the library saves. */
const SAVE_AFTER_MS = 400;

type Kept = Draft | null;

/**
 * Drafts belong to the library, where the next window finds them. What the library has
 * not confirmed yet lies in this window's storage, so that not even the last word is lost
 * when the window or the line ends; it is saved as soon as there is a line again. Where
 * two windows write in one session, the later one stays.
 */
export class Drafts {
  readonly #known = new Map<string, Kept>();
  /** What the library has to be told, with the session it is told of. */
  readonly #unsaved = new Map<string, SessionId | undefined>();
  readonly #soon = debounced(SAVE_AFTER_MS, () => void this.save());
  #saving: Promise<void> | null = null;

  constructor(
    private readonly transport: Pick<Transport, 'call'>,
    private readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null,
  ) {}

  /**
   * Fetches the draft of a session; afterwards `read` knows it. True when that is not
   * what it knew before.
   */
  async load(library: string, session: SessionId | undefined): Promise<boolean> {
    const key = keyOf(library, session);
    if (this.#unsaved.has(key)) return false;
    const before = this.#known.get(key);
    const left = this.storage?.getItem(key);
    if (typeof left === 'string') {
      // An earlier window ended before the library had it.
      this.#keep(key, session, read(left));
    } else {
      const { draft } = await this.transport.call('draft', session ? { session } : {});
      // It may have been written on while the library was asked.
      if (this.#unsaved.has(key)) return false;
      this.#known.set(key, checked(draft?.body));
    }
    return before === undefined || !same(before, this.#known.get(key) ?? null);
  }

  /** Whether the draft of a session is known here, even if there is none. */
  has(library: string, session: SessionId | undefined): boolean {
    return this.#known.has(keyOf(library, session));
  }

  read(library: string, session: SessionId | undefined): Kept {
    return this.#known.get(keyOf(library, session)) ?? null;
  }

  write(library: string, session: SessionId | undefined, draft: Draft): void {
    this.#keep(keyOf(library, session), session, draft);
  }

  forget(library: string, session: SessionId | undefined): void {
    const key = keyOf(library, session);
    if (this.#known.get(key) === null) return;
    this.#keep(key, session, null);
  }

  #keep(key: string, session: SessionId | undefined, draft: Kept): void {
    this.#known.set(key, draft);
    this.#unsaved.set(key, session);
    try {
      this.storage?.setItem(key, JSON.stringify(draft));
    } catch {
      // Full or forbidden: the library has it in a moment.
    }
    this.#soon.ask();
  }

  /** Saves what is not saved. What can't be is tried again with the next word. */
  async save(): Promise<void> {
    // One after the other, or an older text could come last.
    await this.#saving;
    this.#saving = this.#saveAll();
    await this.#saving;
  }

  async #saveAll(): Promise<void> {
    for (const [key, session] of [...this.#unsaved]) {
      const draft = this.#known.get(key) ?? null;
      const input = { ...(session ? { session } : {}), ...(draft ? { body: { ...draft } } : {}) };
      try {
        await this.transport.call('save_draft', input);
      } catch {
        continue;
      }
      if (this.#known.get(key) !== draft) continue;
      this.#unsaved.delete(key);
      this.storage?.removeItem(key);
    }
  }
}

/** Whether two drafts say the same, in whatever order they name it. */
function same(one: Kept, other: Kept): boolean {
  const sorted = (draft: Kept) =>
    JSON.stringify(draft, (_, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort())
        : value,
    );
  return sorted(one) === sorted(other);
}

function read(text: string): Kept {
  try {
    return checked(JSON.parse(text));
  } catch {
    return null;
  }
}

/** A draft as another version may have written it. */
function checked(value: unknown): Kept {
  if (typeof value !== 'object' || value === null) return null;
  const draft = value as Partial<Draft>;
  if (typeof draft.text !== 'string') return null;
  return { takes: 1, ...draft, text: draft.text, review: reviewOf(draft.review) };
}

/** Before there was more to ask for than a better prompt, a review named it only. */
function reviewOf(
  review: KeptReview | { enhanced: Omit<Proposal, 'of'>; verdicts: Verdict[] } | undefined,
): KeptReview | undefined {
  if (!review || 'proposal' in review) return review;
  return { proposal: { of: 'enhance', ...review.enhanced }, verdicts: review.verdicts };
}

function keyOf(library: string, session: SessionId | undefined): string {
  return `worldreel.draft:${library}:${session ?? 'new'}`;
}
