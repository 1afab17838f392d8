import type { SceneField, Updated } from '../generated/api';
import { StudioError } from '../transport/types';
import { words } from '../words';
import type { Composer } from './composer.svelte';
import { reason } from './reasons';
import { Review } from './review.svelte';

/** A field of the scene that is set in the sheet, which is an edit of the prompt. */
export class SettingField {
  /** The field whose value is being written. */
  open: SceneField | null = $state(null);
  typed = $state('');
  busy = $state(false);
  /** Why a field was not set, told at that field. */
  refused: { field: SceneField; why: string } | null = $state.raw(null);

  constructor(private readonly composer: Composer) {}

  /** Opens a field to be written; where that can't be, says why at the field. */
  begin(field: SceneField): void {
    if (this.busy) return;
    const locked = this.composer.locking.has(field);
    const why = locked ? words.lockedField(words.sceneFields[field]) : this.#hindered;
    if (why !== null) {
      this.open = null;
      return this.#refuse(field, why);
    }
    if (this.open !== field) this.typed = this.composer.scene?.[field] ?? '';
    this.open = field;
    this.refused = null;
  }

  /** Leaves the field as it was. */
  leave(): void {
    this.open = null;
    this.refused = null;
  }

  /**
   * Makes the prompt say what is written, as accepted changes. What can't be said is
   * refused at the field, where it stays written. The returned function takes it back.
   */
  async keep(): Promise<(() => void) | null> {
    const { composer, open: field } = this;
    if (field === null || this.busy) return null;
    const value = this.typed.trim();
    if (value === (composer.scene?.[field] ?? '')) {
      this.leave();
      return null;
    }
    if (this.#hindered !== null) {
      this.#refuse(field, this.#hindered);
      return null;
    }
    this.busy = true;
    this.refused = null;
    try {
      const updated = await composer.studio.transport.call('set_fields', {
        prompt: composer.sends,
        locks: composer.locking.sent,
        fields: [{ field, value }],
        ...composer.sceneSent,
      });
      return await this.#take(field, updated);
    } catch (thrown) {
      this.#refuse(field, StudioError.from(thrown).message);
      return null;
    } finally {
      this.busy = false;
    }
  }

  async #take(field: SceneField, updated: Updated): Promise<(() => void) | null> {
    const { composer } = this;
    const { before, text_changes: changes, changes: fields, scene, not_changed } = updated;
    if (not_changed?.not_changed === 'already_so') {
      this.leave();
      return null;
    }
    if (not_changed) {
      this.#refuse(field, reason(not_changed));
      return null;
    }
    const { text, review: other } = composer;
    const { spans } = composer.locking;
    const name = words.sceneFields[field];
    // The user wrote it: there is nothing left to decide.
    const accepted = changes.map(() => 'yes' as const);
    const review = new Review({ of: 'field', name, before, changes, fields }, accepted);
    if (composer.sends !== before || !(await composer.propose(review, false))) {
      this.#refuse(field, words.writtenOn);
      return null;
    }
    composer.asked.know(scene, composer.sends);
    this.leave();
    return () => {
      composer.text = text;
      composer.review = other;
      composer.locking.spans = spans;
      composer.changed();
    };
  }

  /** Why no field can be set; null when one can. */
  get #hindered(): string | null {
    return this.composer.enhanceRefused;
  }

  #refuse(field: SceneField, why: string): void {
    this.refused = { field, why };
    this.composer.studio.announcer.say(why);
  }
}
