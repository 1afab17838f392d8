import type { EngineView, Generate, LeftAlone, NewTake, Scene, SessionId } from '../generated/api';
import * as format from '../format';
import { StudioError } from '../transport/types';
import { words } from '../words';
import { Asked } from './asked.svelte';
import { debounced } from './clock.svelte';
import type { Made } from './comparing.svelte';
import type { Draft, Drafts } from './drafts';
import { Review } from './review.svelte';
import { defaults, read, type SpecFields } from './spec';
import type { Studio } from './studio.svelte';

export const TAKES_MAX = 8;
const ASK_AFTER_MS = 250;

/** What is being written: the text, its changes, the settings, and what it would cost. */
export class Composer {
  text = $state('');
  takes = $state(1);
  engineName: string | undefined = $state();
  spec: SpecFields | null = $state(null);
  review: Review | null = $state.raw(null);
  leftAlone: LeftAlone | null = $state.raw(null);
  busy: 'enhancing' | 'generating' | null = $state(null);
  error: StudioError | null = $state.raw(null);
  /** Told when something is written. */
  onwrite: (() => void) | null = null;

  /** What the studio said about the text and the settings. */
  readonly asked: Asked;
  readonly #ask = debounced(ASK_AFTER_MS, () => void this.#askBoth());

  constructor(
    readonly studio: Studio,
    readonly drafts: Drafts,
    readonly session: SessionId | undefined,
  ) {
    this.asked = new Asked(studio.transport);
    const draft = drafts.read(this.#library, session);
    if (draft) {
      this.#take(draft);
    } else if (session) {
      this.text = studio.revisions.get(session)?.at(-1)?.prompt ?? '';
    }
    this.changed();
  }

  get #library(): string {
    return this.studio.health?.library ?? '';
  }

  get engine(): EngineView | undefined {
    return this.studio.engine(this.engineName);
  }

  get fields(): SpecFields | null {
    return this.spec ?? (this.engine ? defaults(this.engine.default_spec) : null);
  }

  get specRead() {
    return this.fields && this.engine ? read(this.fields, this.engine) : null;
  }

  /** The settings in one line: `1280×704 · 24 fps · 4 s`. */
  get specLine(): string {
    const { fields } = this;
    if (!fields) return '';
    return [
      this.studio.engines.length > 1 ? (this.engine?.name ?? '') : '',
      fields.size,
      `${fields.fps}\u00a0${words.fps}`,
      `${fields.seconds}\u00a0s`,
      fields.seed === '' ? '' : `${words.seed.toLowerCase()}\u00a0${fields.seed}`,
    ]
      .filter(Boolean)
      .join(' · ');
  }

  get wrongSpec(): boolean {
    return Object.keys(this.specRead?.errors ?? {}).length > 0;
  }

  /** What Generate sends: the user's words plus what they accepted. */
  get sends(): string {
    return (this.review?.text ?? this.text).trim();
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
    if (this.busy === 'enhancing') return words.enhancing;
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

  get time(): string {
    const about = this.asked.quote?.about_s;
    return typeof about === 'number' ? format.estimate(about) : words.timeUnknown;
  }

  get price(): string {
    const price = this.asked.quote?.price ?? this.engine?.price;
    return price ? format.money(price, !this.engine?.capabilities.ai) : words.priceUnknown;
  }

  /** To be called after every edit: keeps the draft and asks anew. */
  changed(): void {
    this.error = null;
    this.keep();
    this.#ask.ask();
  }

  get isEmpty(): boolean {
    return this.text === '' && !this.spec && this.takes === 1;
  }

  keep(): void {
    if (this.isEmpty && !this.session) return this.drafts.forget(this.#library, this.session);
    this.drafts.write(this.#library, this.session, this.#draft());
  }

  #draft(): Draft {
    return {
      text: this.text,
      takes: this.takes,
      spec: this.spec ? { ...this.spec } : undefined,
      review: this.review?.keep(),
    };
  }

  #take(draft: Draft): void {
    this.text = draft.text;
    this.takes = draft.takes;
    this.spec = draft.spec ?? null;
    this.review = draft.review ? new Review(draft.review.enhanced, draft.review.verdicts) : null;
  }

  /** Empties it. Gives back what stood there. */
  clear(): Draft {
    const draft = this.#draft();
    this.restore({ text: '', takes: 1 });
    return draft;
  }

  restore(draft: Draft): void {
    this.leftAlone = null;
    this.#take(draft);
    this.changed();
  }

  write(text: string): void {
    this.onwrite?.();
    this.onwrite = null;
    this.text = text;
    this.leftAlone = null;
    this.changed();
  }

  set(field: keyof SpecFields, value: string): void {
    if (!this.fields) return;
    this.spec = { ...this.fields, [field]: value };
    this.changed();
  }

  setTakes(takes: number): void {
    this.takes = Math.min(TAKES_MAX, Math.max(1, Math.round(takes) || 1));
    this.changed();
  }

  async enhance(evenIfLong = false): Promise<void> {
    const prompt = this.sends;
    if (prompt === '' || this.busy) return;
    this.busy = 'enhancing';
    this.error = null;
    this.leftAlone = null;
    try {
      const enhanced = await this.studio.transport.call('enhance', {
        prompt,
        even_if_long: evenIfLong,
      });
      this.leftAlone = enhanced.left_alone ?? null;
      this.text = enhanced.before;
      this.review = enhanced.changes.length > 0 ? new Review(enhanced) : null;
      this.changed();
    } catch (thrown) {
      this.error = StudioError.from(thrown);
    } finally {
      this.busy = null;
    }
  }

  /** Closes the list of changes: the words and what was accepted become the text. */
  settle(): void {
    if (!this.review) return;
    this.text = this.review.text;
    this.review = null;
    this.changed();
  }

  /** Queues it. Gives back the session it went into. */
  async generate(): Promise<SessionId | null> {
    if (this.refused) return null;
    this.busy = 'generating';
    this.error = null;
    try {
      const batch = await this.studio.transport.call('generate', this.#order());
      this.studio.announcer.say(words.queuedNow(batch.jobs.length));
      const session = batch.session;
      await this.studio.load(session);
      this.#adopt(session);
      return session;
    } catch (thrown) {
      this.error = StudioError.from(thrown);
      return null;
    } finally {
      this.busy = null;
    }
  }

  /** The draft of a new session goes along into the session that was made of it. */
  #adopt(session: SessionId): void {
    if (this.session) return;
    const draft = this.drafts.read(this.#library, undefined);
    if (draft) this.drafts.write(this.#library, session, draft);
    this.drafts.forget(this.#library, undefined);
  }

  #order(): Generate {
    const accepted = this.review !== null && this.review.number('yes') > 0;
    const item: NewTake = {
      prompt: this.sends,
      origin: accepted ? 'enhanced' : 'typed',
      takes: this.takes,
      spec: this.specRead?.wish ?? {},
      ...(this.scene && this.asked.sceneOf === this.sends ? { scene: this.scene } : {}),
    };
    const price = this.asked.quote?.price;
    return {
      items: [item],
      ...(this.session ? { session: this.session } : {}),
      ...(this.engine ? { engines: [this.engine.name] } : {}),
      ...(price?.price === 'about' ? { max_micro_usd: price.micro_usd } : {}),
    };
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
  }
}

/** As a take's length is shown; what is not a number yet stays as it is typed. */
function lengthOf({ seconds, fps }: SpecFields): string {
  const frames = Number(seconds.replace(',', '.')) * Number(fps);
  const time = frames > 0 ? format.seconds({ frames, fps: Number(fps) }) : seconds;
  return `${time}, ${fps}\u00a0${words.fps}`;
}
