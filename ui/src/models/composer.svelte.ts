import type { Generate, Origin, Scene, SessionId, WritingView } from '../generated/api';
import { StudioError } from '../transport/types';
import { words } from '../words';
import { debounced } from './clock.svelte';
import type { Made } from './comparing.svelte';
import type { Draft, Drafts } from './drafts';
import { History } from './history.svelte';
import { Locking } from './locking.svelte';
import { Negative } from './negative.svelte';
import { Placing } from './placing';
import { Refining } from './refining.svelte';
import { Rendering } from './rendering.svelte';
import { Review } from './review.svelte';
import { SettingField } from './settingField.svelte';
import { carried } from './spans';
import { lengthOf } from './spec';
import type { Studio } from './studio.svelte';
import { Talk } from './talk.svelte';
import { Variations } from './variations.svelte';
import { Waiting } from './waiting.svelte';

const ASK_AFTER_MS = 250;

/** What is being written: the text, its changes, the settings, and what it would cost. */
export class Composer extends Rendering {
  text = $state('');
  review: Review | null = $state.raw(null);
  error: StudioError | null = $state.raw(null);
  /** Told when a session was made of what is written. */
  onadopt: ((session: SessionId) => void) | null = null;
  /** Told when something is written. */
  onwrite: (() => void) | null = null;

  readonly waiting = new Waiting<'enhancing' | 'generating' | 'reading' | 'talking' | 'varying'>();
  readonly locking = new Locking(this);
  readonly negative = new Negative(this);
  readonly history = new History(this);
  readonly placing = new Placing(() => this.keep());
  readonly refining = new Refining(this);
  readonly talk = new Talk(this);
  readonly settingField = new SettingField(this);
  readonly variations = new Variations(this);
  readonly #ask = debounced(ASK_AFTER_MS, () => void this.#askBoth());

  constructor(
    studio: Studio,
    readonly drafts: Drafts,
    session: SessionId | undefined,
  ) {
    super(studio, session);
    const draft = drafts.read(this.#library, session);
    if (draft) {
      this.#take(draft);
    } else if (session) {
      const last = studio.revisions.get(session)?.at(-1);
      this.text = last?.prompt ?? '';
      this.negative.take({ text: last?.negative_prompt ?? '' });
      this.history.take(last?.id);
    }
    // A draft of an earlier version does not say what it was made from.
    if (session) this.history.head ??= studio.revisions.get(session)?.at(-1)?.id ?? null;
    this.changed();
  }

  get busy() {
    return this.waiting.now;
  }

  /** What a chat model has written so far of the answer that is waited for. */
  get writing(): WritingView | null {
    return this.studio.writing.find(({ call }) => call === this.waiting.call) ?? null;
  }

  get #library(): string {
    return this.studio.health?.library ?? '';
  }

  /** What Generate sends: the user's words plus what they accepted. */
  get sends(): string {
    return (this.review?.text ?? this.text).trim();
  }

  /** What the text says, where it has been read. */
  get sceneSent(): { scene?: Scene } {
    return this.scene && this.asked.sceneOf === this.sends ? { scene: this.scene } : {};
  }

  /** Why Generate can't be pressed; null when it can. */
  get refused(): string | null {
    if (this.busy === 'generating') return words.generating;
    if (this.sends === '') return words.writeFirst;
    if (this.wrongSpec) return words.rightRange;
    return null;
  }

  /** Why Enhance can't be pressed; null when it can. */
  get enhanceRefused(): string | null {
    if (this.busy) return this.busy === 'enhancing' ? words.enhancing : words.waitFirst;
    if (this.variations.open) return words.backFirst;
    return this.sends === '' ? words.writeFirst : null;
  }

  get scene(): Scene | null {
    return this.asked.scene;
  }

  /** What the next take would be made from, to be compared with one. */
  get made(): Made {
    const { engine, fields } = this;
    if (!engine || !fields) return { prompt: this.sends, scene: this.scene, settings: [] };
    return {
      prompt: this.sends,
      scene: this.scene,
      settings: [
        [words.facts.engine, engine.name],
        [words.facts.size, fields.size],
        [words.facts.length, lengthOf(fields)],
        [words.facts.seed, fields.seed || words.diffRandom],
      ],
    };
  }

  /** What goes along with each prompt that is rendered. */
  override get along() {
    return { ...this.negative.sent, ...this.history.along };
  }

  /** To be called after every edit: keeps the draft and asks anew. */
  changed(): void {
    this.error = null;
    this.keep();
    this.#ask.ask();
  }

  get isEmpty(): boolean {
    const { spec, engineName, expiry, takes, locking, negative } = this;
    const untouched = !spec && !engineName && !expiry && takes === 1 && locking.count === 0;
    return this.text === '' && untouched && !negative.keep();
  }

  keep(): void {
    if (this.isEmpty && !this.session) return this.drafts.forget(this.#library, this.session);
    this.drafts.write(this.#library, this.session, this.draft());
  }

  draft(): Draft {
    return {
      text: this.text,
      takes: this.takes,
      head: this.history.head ?? undefined,
      engine: this.engineName,
      spec: this.spec ? { ...this.spec } : undefined,
      expiry: this.expiry,
      review: this.review?.keep(),
      locks: this.locking.keep(),
      negative: this.negative.keep(),
      order: this.placing.kept(),
      turns: this.talk.turns.length > 0 ? [...this.talk.turns] : undefined,
      variations: this.variations.keep(),
    };
  }

  #take(draft: Draft): void {
    this.text = draft.text;
    this.takes = draft.takes;
    this.history.take(draft.head);
    this.engineName = draft.engine;
    this.spec = draft.spec ?? null;
    this.expiry = draft.expiry;
    this.review = draft.review ? new Review(draft.review.proposal, draft.review.verdicts) : null;
    this.locking.take(draft.locks);
    this.negative.take(draft.negative);
    this.placing.take(draft.order);
    this.talk.take(draft.turns);
    this.variations.take(draft.variations);
  }

  /** Empties it. Gives back what stood there. */
  clear(): Draft {
    const draft = this.draft();
    this.restore({ text: '', takes: 1 });
    return draft;
  }

  restore(draft: Draft): void {
    this.refining.forget();
    this.#take(draft);
    this.changed();
  }

  write(text: string): void {
    this.onwrite?.();
    this.onwrite = null;
    this.locking.typed(this.text, text);
    this.text = text;
    this.refining.forget();
    this.changed();
  }

  /** Takes a text of another origin: what was proposed for the old one is gone. */
  replace(text: string): void {
    this.review = null;
    this.write(text);
  }

  /** Says what was just decided, and keeps it. */
  tell(said: string | null): void {
    if (said) this.studio.announcer.say(said);
    this.changed();
  }

  /**
   * Shows changes of what is sent, and gives back what stood there; `fresh` ones take the
   * keys. Null, and nothing happens, when that was written on since they were asked for, or
   * could not be kept.
   */
  async propose(review: Review, fresh = true): Promise<Draft | null> {
    // What was made of the changes before is a step of its own.
    if (this.origin !== 'typed' && !(await this.history.keepNow())) return null;
    if (this.sends !== review.proposal.before) {
      this.error = new StudioError({ code: 'not_now', message: words.writtenOn });
      return null;
    }
    const stood = this.draft();
    this.locking.spans = this.locking.sent.spans;
    this.text = review.proposal.before;
    review.fresh = fresh;
    this.review = review;
    this.refining.asideGone();
    this.changed();
    return stood;
  }

  /** Closes the list of changes: the words and what was accepted become the text. */
  settle(): void {
    if (!this.review) return;
    const { before, changes } = this.review.proposal;
    const steps: [string, Origin][] = [
      [before, 'typed'],
      [this.sends, this.origin],
    ];
    if (this.origin !== 'typed') void this.history.keep(...steps);
    this.locking.spans = carried(this.locking.spans, changes, this.review.verdicts);
    this.text = this.review.text;
    this.review = null;
    this.changed();
  }

  /** Queues it. Gives back the session it went into. */
  async generate(): Promise<SessionId | null> {
    if (this.refused !== null) return null;
    // What stood there before its changes is a step of its own.
    if (this.origin !== 'typed' && !(await this.history.keepNow())) return null;
    return await this.queue(this.#order(), undefined, true);
  }

  /**
   * Queues an order. What is done when it stands goes along into the draft; with `moves`,
   * what is rendered is what is gone on from.
   */
  async queue(order: Generate, done?: () => void, moves = false): Promise<SessionId | null> {
    this.error = null;
    try {
      return await this.waiting.run('generating', async () => {
        const batch = await this.placing.place(this.studio, order);
        if (!batch) return null;
        this.studio.announcer.say(words.queuedNow(batch));
        if (moves) this.history.take(batch.first?.revision ?? this.history.head);
        await this.studio.load(batch.session);
        done?.();
        this.adopt(batch.session);
        this.keep();
        return batch.session;
      });
    } catch (thrown) {
      this.error = StudioError.from(thrown);
      return null;
    }
  }

  /** Goes on in the session that was made of it and is loaded, and takes the draft along. */
  adopt(session: SessionId): void {
    if (this.session) return;
    this.session = session;
    this.drafts.write(this.#library, session, this.draft());
    this.drafts.forget(this.#library, undefined);
    this.onadopt?.(session);
  }

  /** Where a text comes from that was made of the changes. */
  get origin(): Origin {
    const { review } = this;
    if (!review || review.number('yes') === 0) return 'typed';
    return review.proposal.of === 'enhance' ? 'enhanced' : 'updated';
  }

  #order(): Generate {
    const item = { prompt: this.sends, origin: this.origin, takes: this.takes, ...this.sceneSent };
    return this.order([item]);
  }

  async #askBoth(): Promise<void> {
    try {
      await this.asked.ask(this.sends, this.wrongSpec ? null : this.#order());
    } catch (thrown) {
      this.error = StudioError.from(thrown);
    }
  }

  stop(): void {
    this.#ask.stop();
    this.waiting.stop();
    this.variations.stop();
  }
}
