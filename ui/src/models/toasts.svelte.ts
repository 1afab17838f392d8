import { keysLabel } from '../commands/keys';
import { StudioError } from '../transport/types';
import { words } from '../words';

export const UNDO_KEYS = 'mod+z';
/** How long a toast stands. */
export const STANDS_MS = 6_000;
/** What it has left at least when it was looked at and left again. */
const STANDS_ON_MS = 2_000;

/** A thing that was done and can be undone. */
export interface Toast {
  said: string;
  /** Null where it is told that nothing was done. */
  undo: (() => void | Promise<void>) | null;
}

/** One at a time: a newer one takes the place, so that they never pile up. */
export class Toasts {
  now: Toast | null = $state.raw(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ends = 0;
  #left = STANDS_MS;
  /** What holds it now: the pointer, the focus, or both. */
  #holds = 0;

  #typed = false;

  constructor(private readonly tell: (sentence: string) => void) {}

  /** The returned function takes it back, where its undo would no longer be true. */
  show(said: string, undo: () => void | Promise<void>): () => void {
    const toast = { said, undo };
    this.#stand(toast);
    this.tell(words.toastTold(said, keysLabel(UNDO_KEYS)));
    return () => {
      if (this.now === toast) this.dismiss();
    };
  }

  /** Whether "undo" means this, also for someone who writes: nothing was typed since. */
  get undoes(): boolean {
    return !!this.now?.undo && !this.#typed;
  }

  typed(): void {
    this.#typed = true;
  }

  async undo(): Promise<void> {
    const toast = this.now;
    if (!toast?.undo) return;
    this.dismiss();
    try {
      await toast.undo();
      this.tell(words.undone);
    } catch (thrown) {
      this.fail(words.notUndone(StudioError.from(thrown).message));
    }
  }

  /** Says that what was just tried did not happen. */
  fail(said: string): void {
    this.#stand({ said, undo: null });
    this.tell(said);
  }

  dismiss(): void {
    clearTimeout(this.#timer);
    this.#holds = 0;
    this.now = null;
  }

  /** While it is pointed at or has the focus it stays. */
  hold(): void {
    if (this.#holds === 0) this.#left = Math.max(STANDS_ON_MS, this.#ends - Date.now());
    this.#holds += 1;
    clearTimeout(this.#timer);
  }

  release(): void {
    if (this.#holds === 0) return;
    this.#holds -= 1;
    if (this.#holds === 0 && this.now) this.#run(this.#left);
  }

  #stand(toast: Toast): void {
    this.now = toast;
    this.#holds = 0;
    this.#typed = false;
    this.#run(STANDS_MS);
  }

  #run(ms: number): void {
    clearTimeout(this.#timer);
    this.#ends = Date.now() + ms;
    this.#timer = setTimeout(() => (this.now = null), ms);
  }
}
