import type { Dropped, Enhance, LeftAlone, RefinedBy } from '../generated/api';
import { StudioError } from '../transport/types';
import type { Composer } from './composer.svelte';
import { tookLine } from './refiners';
import { Review } from './review.svelte';

/** Whom to ask, and whether anew. */
type HowToAsk = Pick<Enhance, 'refiner' | 'fresh'>;

/** What a refiner is asked about the text, and what came of it beside its changes. */
export class Refining {
  leftAlone: LeftAlone | null = $state.raw(null);
  /** What of an enhanced prompt was left out, since it is locked. */
  dropped: readonly Dropped[] = $state.raw([]);
  /** What a preset left as it is. */
  left: { preset: string; lines: string[]; changes: number } | null = $state.raw(null);
  /** Who gave the last answer, and what that took. */
  by: RefinedBy | null = $state.raw(null);
  /** Asks the last question anew, where its answer was kept from before. */
  askAgain: (() => void) | null = $state.raw(null);
  /** What can be done when a refiner has failed, beside the error itself. */
  failed: { again: () => void; instead: (refiner: string) => void } | null = null;

  constructor(private readonly composer: Composer) {}

  /** Takes note of who answered. A kept answer can be asked for anew. */
  answered(by: RefinedBy, again: () => void): void {
    this.by = by.took || by.kept_from || by.instead ? by : null;
    this.askAgain = by.kept_from ? again : null;
    if (this.by) this.composer.studio.announcer.say(tookLine(by));
  }

  /** What was said beside the changes is about another text. */
  asideGone(): void {
    this.leftAlone = null;
    this.dropped = [];
    this.left = null;
  }

  /** Nothing of what was asked counts any more. */
  forget(): void {
    this.asideGone();
    this.#byGone();
  }

  #byGone(): void {
    this.by = null;
    this.askAgain = null;
  }

  /** Has the refiner that is chosen read the text; the detail too, by a second question. */
  async readScene(in_detail = false, fresh = false): Promise<void> {
    const { composer } = this;
    if (composer.enhanceRefused !== null) return;
    composer.error = null;
    const prompt = composer.sends;
    try {
      const by = await composer.waiting.run('reading', (signal, call) =>
        composer.asked.readBy({ prompt, in_detail, fresh, call }, signal),
      );
      if (by) this.answered(by, () => void this.readScene(in_detail, true));
    } catch (thrown) {
      composer.error = StudioError.from(thrown);
      const again = () => void this.readScene(in_detail);
      this.failed = { again, instead: () => composer.changed() };
    }
  }

  async enhance(evenIfLong = false, how: HowToAsk = {}): Promise<void> {
    const { composer } = this;
    if (composer.enhanceRefused !== null) return;
    const asked = { prompt: composer.sends, locks: composer.locking.sent, ...composer.sceneSent };
    composer.error = null;
    this.forget();
    try {
      const enhanced = await composer.waiting.run('enhancing', (signal, call) =>
        composer.studio.transport.call(
          'enhance',
          { ...asked, ...how, even_if_long: evenIfLong, call },
          signal,
        ),
      );
      if (!enhanced) return;
      this.answered(enhanced.by, () => void this.enhance(evenIfLong, { ...how, fresh: true }));
      const { before, changes, dropped } = enhanced;
      if (changes.length > 0) {
        const review = new Review({ of: 'enhance', before, changes });
        if (!(await composer.propose(review))) return;
      }
      this.leftAlone = dropped.length > 0 ? null : (enhanced.left_alone ?? null);
      this.dropped = dropped;
    } catch (thrown) {
      composer.error = StudioError.from(thrown);
      this.failed = {
        again: () => void this.enhance(evenIfLong, how),
        instead: (refiner) => void this.enhance(evenIfLong, { refiner }),
      };
    }
  }
}
