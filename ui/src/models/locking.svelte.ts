import type { LockedSpan, Locks, SceneField } from '../generated/api';
import { words } from '../words';
import type { Composer } from './composer.svelte';
import { added, carried, holding, selected, trimmed, typed } from './spans';

/** What no refiner may touch: fields of the scene, and stretches of the text. */
export class Locking {
  fields: readonly SceneField[] = $state.raw([]);
  /** In order and without overlap, with their places in the text that is written. */
  spans: readonly LockedSpan[] = $state.raw([]);
  /** What is selected in the text, as the field counts it. */
  selection = $state.raw({ from: 0, to: 0 });

  constructor(private readonly composer: Composer) {}

  get count(): number {
    return this.fields.length + this.spans.length;
  }

  has(field: SceneField): boolean {
    return this.fields.includes(field);
  }

  /** The locks with their places in what is sent: the accepted changes are made there. */
  get sent(): { fields: SceneField[]; spans: LockedSpan[] } {
    const { text, review } = this.composer;
    const spans = review
      ? carried(this.spans, review.proposal.changes, review.verdicts)
      : this.spans;
    return { fields: [...this.fields], spans: trimmed(spans, review?.text ?? text) };
  }

  /** Why no words can be locked; null when they can. */
  get refused(): string | null {
    if (this.composer.review) return words.settleFirst;
    return this.#selected ? null : words.selectFirst;
  }

  get #selected(): LockedSpan | null {
    return selected(this.composer.text, this.selection.from, this.selection.to);
  }

  /** Locks a field, or lets it go. */
  toggle(field: SceneField): void {
    const locked = !this.has(field);
    const others = this.fields.filter((own) => own !== field);
    this.fields = locked ? [...others, field] : others;
    const name = words.sceneFields[field];
    this.composer.tell(locked ? words.lockedNow(name) : words.freeNow(name));
  }

  /** Locks what is selected; what is locked already is let go. */
  toggleWords(): void {
    const wanted = this.refused === null ? this.#selected : null;
    if (!wanted) return;
    const held = holding(this.spans, wanted);
    if (held) return this.free(held);
    this.spans = added(this.spans, wanted, this.composer.text);
    this.composer.tell(words.lockedNow(words.quoted(wanted.text)));
  }

  /** Lets a stretch go. */
  free(span: LockedSpan): void {
    this.spans = this.spans.filter((own) => own !== span);
    this.composer.tell(words.freeNow(words.quoted(span.text)));
  }

  typed(before: string, after: string): void {
    this.spans = typed(this.spans, before, after);
  }

  keep(): Locks | undefined {
    return this.count === 0 ? undefined : { fields: [...this.fields], spans: [...this.spans] };
  }

  take(kept: Locks | undefined): void {
    this.fields = kept?.fields ?? [];
    this.spans = kept?.spans ?? [];
  }
}
