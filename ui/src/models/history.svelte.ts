import type { Hit, NewStep, Origin, RevisionId, RevisionView } from '../generated/api';
import { StudioError } from '../transport/types';
import { words } from '../words';
import type { Composer } from './composer.svelte';

/** The steps of what is written: each becomes a revision, made from the one before. */
export class History {
  /** The revision that what is written was made from. */
  head: RevisionId | null = $state(null);
  /** What is on its way to the library; the next step waits for it. */
  #keeping: Promise<boolean> = Promise.resolve(true);

  constructor(private readonly composer: Composer) {}

  get revisions(): readonly RevisionView[] {
    const { session, studio } = this.composer;
    return session ? (studio.revisions.get(session) ?? []) : [];
  }

  get made(): RevisionView | undefined {
    return this.find(this.head);
  }

  /** A revision of this session, where it is known. */
  find(id: RevisionId | null | undefined): RevisionView | undefined {
    const { session, studio } = this.composer;
    return session ? studio.revisions.find(session, id) : undefined;
  }

  /** How many revisions there are. */
  get total(): number {
    const { session, studio } = this.composer;
    return session ? studio.revisions.total(session) : 0;
  }

  /** Whether what is written is no revision yet. */
  get unkept(): boolean {
    const { sends } = this.composer;
    return sends !== '' && !this.#isMade(sends);
  }

  /** Whether the head says this, and what should not be seen. */
  #isMade(prompt: string): boolean {
    const { made } = this;
    const { negative_prompt = '' } = this.composer.negative.sent;
    return made?.prompt === prompt && (made.negative_prompt ?? '') === negative_prompt;
  }

  /** What an order says of where its prompts come from. */
  get along(): { parent?: RevisionId } {
    return this.head ? { parent: this.head } : {};
  }

  take(head: RevisionId | null | undefined): void {
    this.head = head ?? null;
  }

  /**
   * Keeps a text as a step, or the text before some changes and the text after them. What
   * its parent says already makes none, and neither does the way to where one is. False when
   * it could not be kept, and why then stands in the composer; nothing is lost, since the
   * draft has it.
   */
  async keep(...texts: [prompt: string, origin: Origin][]): Promise<boolean> {
    const along = this.composer.negative.sent;
    const steps = texts
      .filter(([prompt]) => prompt.trim() !== '')
      .map(([prompt, origin]): NewStep => ({ prompt, origin, ...along }));
    const last = this.#keeping;
    this.#keeping = (async () => {
      await last;
      const end = steps.at(-1);
      return !end || this.#isMade(end.prompt) || (await this.#send(steps, this.head));
    })();
    return await this.#keeping;
  }

  /** Keeps what is written now. */
  async keepNow(): Promise<boolean> {
    await this.#keeping;
    const { composer } = this;
    const before = composer.review?.proposal.before;
    if (before !== undefined && before !== composer.sends) {
      return await this.keep([before, 'typed'], [composer.sends, composer.origin]);
    }
    return !this.unkept || (await this.keep([composer.sends, 'typed']));
  }

  async #send(steps: NewStep[], parent: RevisionId | null): Promise<boolean> {
    const { composer } = this;
    const { studio, session } = composer;
    try {
      const kept = await studio.transport.call('keep_revisions', {
        steps,
        ...(session ? { session } : {}),
        ...(parent ? { parent } : {}),
      });
      this.head = kept.head;
      if (kept.new.length > 0) await studio.load(kept.session);
      composer.adopt(kept.session);
      composer.keep();
      return true;
    } catch (thrown) {
      composer.error = StudioError.from(thrown);
      return false;
    }
  }

  /**
   * Goes back to a revision: it is what is written now, and the next step goes on from
   * there. What stood there is kept first. The returned function comes back; null when what
   * stood there could not be kept.
   */
  async back(to: RevisionView | Hit): Promise<(() => void) | null> {
    const again = await this.#leave(to, to.id);
    if (again) this.composer.studio.announcer.say(words.tree.backNow);
    return again;
  }

  /** Takes a revision of another session into what is written. */
  async takeOver(hit: Hit): Promise<(() => void) | null> {
    if (hit.session === this.composer.session) return await this.back(hit);
    const again = await this.#leave(hit, null);
    if (again) await this.keep([hit.prompt, 'restored']);
    return again;
  }

  /** Keeps what stands there and writes another text in its place. */
  async #leave(to: RevisionView | Hit, head: RevisionId | null): Promise<(() => void) | null> {
    const { composer } = this;
    const before = composer.draft();
    if (!(await this.keepNow())) return null;
    // What stood there is this revision now.
    const left = this.head ?? undefined;
    this.#write(to, head);
    return () => composer.restore({ ...before, head: left });
  }

  #write(from: RevisionView | Hit, head: RevisionId | null): void {
    const draft = this.composer.draft();
    this.composer.restore({
      ...draft,
      text: from.prompt,
      review: undefined,
      negative: from.negative_prompt ? { text: from.negative_prompt } : undefined,
      head: head ?? undefined,
    });
  }
}
