import type {
  FieldChange,
  NotChanged,
  NotDone,
  RefinerView,
  UpdatedByRefiner,
} from '../generated/api';
import { StudioError } from '../transport/types';
import { words } from '../words';
import type { Composer } from './composer.svelte';
import type { Draft } from './drafts';
import { reason } from './reasons';
import { Review } from './review.svelte';

/** A request in plain words, and what became of it. */
export interface Turn {
  request: string;
  /** Who answered, as people call it. */
  by: string;
  fields: FieldChange[];
  notDone: NotDone[];
  /** Why nothing was changed, when nothing was. */
  notChanged?: NotChanged | null | undefined;
  /** Why a chat model could not be asked, when the rules answered for it. */
  modelFailed?: string | undefined;
}

/** More would only be scrolled past; what was changed stands in the text. */
const TURNS_MAX = 20;

/** The talk about a prompt: what was asked, and what became of it. */
export class Talk {
  request = $state('');
  turns: readonly Turn[] = $state.raw([]);
  error: StudioError | null = $state.raw(null);
  /** What stood before the last turn, while that can be gone back to. */
  #before: Draft | null = $state.raw(null);

  constructor(private readonly composer: Composer) {}

  get last(): Turn | undefined {
    return this.turns.at(-1);
  }

  /** Who is asked. */
  get by(): RefinerView | undefined {
    const { studio } = this.composer;
    const name = studio.chosenFor('update')?.refiner;
    return studio.refiners.find((own) => own.name === name) ?? studio.refiners[0];
  }

  get busy(): boolean {
    return this.composer.busy === 'talking';
  }

  /** Why nothing can be asked; null when it can. */
  get refused(): string | null {
    if (this.composer.sends === '') return words.writeFirst;
    if (this.composer.busy) return words.waitFirst;
    return this.request.trim() === '' ? words.sayFirst : null;
  }

  /** Why the last turn can't be taken back; null when it can. */
  get backRefused(): string | null {
    return this.#before ? null : words.noTurn;
  }

  /** Asks for what is written; of the rules, where a chat model has just failed. */
  async ask(instead?: RefinerView, fresh = false): Promise<void> {
    if (this.refused !== null) return;
    const { composer } = this;
    const request = this.request.trim();
    const failed = instead ? this.error?.message : undefined;
    const locks = composer.locking.sent;
    const prompt = composer.sends;
    this.error = null;
    try {
      const updated = await composer.waiting.run('talking', (signal, call) => {
        const input = { prompt, request, locks, ...composer.sceneSent };
        const refiner = { fresh, call, ...(instead ? { refiner: instead.name } : {}) };
        return composer.studio.transport.call('update', { ...input, ...refiner }, signal);
      });
      if (!updated) return;
      await this.#take(request, updated, updated.by.label, failed);
      composer.refining.answered(updated.by, () => {
        this.request = request;
        void this.ask(instead, true);
      });
    } catch (thrown) {
      this.error = StudioError.from(thrown);
    }
  }

  async #take(
    request: string,
    updated: UpdatedByRefiner,
    by: string,
    modelFailed?: string,
  ): Promise<void> {
    const { composer } = this;
    const changed = updated.text_changes.length > 0;
    if (changed) {
      const proposal = {
        of: 'talk' as const,
        before: updated.before,
        changes: updated.text_changes,
        fields: updated.changes,
      };
      const stood = await composer.propose(new Review(proposal));
      if (!stood) return;
      this.#before = stood;
      this.request = '';
    }
    const turn: Turn = {
      request,
      by,
      fields: updated.changes,
      notDone: updated.not_done,
      ...(updated.not_changed ? { notChanged: updated.not_changed } : {}),
      ...(modelFailed ? { modelFailed } : {}),
    };
    // What could not be done is said once: it has changed nothing.
    const kept = this.turns.filter((own) => !own.notChanged);
    this.turns = [...kept, turn].slice(-TURNS_MAX);
    composer.studio.announcer.say(
      changed
        ? words.talkProposed(updated.text_changes.length)
        : updated.not_changed
          ? reason(updated.not_changed)
          : '',
    );
    composer.keep();
  }

  /** Forgets the answer that changed nothing. */
  dismiss(): void {
    this.error = null;
    this.turns = this.turns.filter((own) => !own.notChanged);
    this.composer.keep();
  }

  /** Goes back to before the last turn. The returned function comes back. */
  takeBack(): (() => void) | null {
    const before = this.#before;
    if (!before) return null;
    const now = this.composer.draft();
    const request = this.last?.request ?? '';
    this.composer.restore(before);
    this.request = request;
    return () => {
      this.composer.restore(now);
      this.request = '';
      this.#before = before;
    };
  }

  take(turns: readonly Turn[] | undefined): void {
    this.turns = turns ?? [];
    this.error = null;
    this.#before = null;
  }
}
