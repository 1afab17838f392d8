import type { Axis, Generate, SessionId, ShortOf, VariedByRefiner, Vary } from '../generated/api';
import { StudioError } from '../transport/types';
import { words } from '../words';
import { Asked } from './asked.svelte';
import { AXES, cardsOf, type Card } from './cards';
import { debounced } from './clock.svelte';
import type { Composer } from './composer.svelte';
import { priceOf, timeOf } from './cost';

export const TOTAL_MAX = 20;
const TOTAL_USUAL = 8;
const ASK_AFTER_MS = 250;

/** Whom to ask, and whether anew. */
type HowToAsk = Pick<Vary, 'refiner' | 'fresh'>;

/** What is kept of the grid when the window closes. */
export interface KeptVariations {
  open: boolean;
  total: number;
  axes: Axis[];
  cards: Card[];
  shortOf?: ShortOf | null | undefined;
  modelFailed?: string | null | undefined;
}

/** The chosen prompt and prompts that differ from it, to be picked and queued. */
export class Variations {
  open = $state(false);
  /** How many cards there are to be, the chosen one included. */
  total = $state(TOTAL_USUAL);
  /** What may change; empty leaves it to the studio. */
  axes: readonly Axis[] = $state.raw([]);
  cards: readonly Card[] = $state.raw([]);
  shortOf: ShortOf | null = $state.raw(null);
  modelFailed: string | null = $state.raw(null);
  error: StudioError | null = $state.raw(null);
  /** How many cards are being made. */
  making = $state(0);
  /** The card that has the keys. */
  at = $state(0);
  /** Whether a new set has just come, so that the keys go to it. */
  fresh = $state(false);
  #asked: Asked | null = null;
  #number = 0;
  readonly #price = debounced(ASK_AFTER_MS, () => void this.#askPrice());

  constructor(private readonly composer: Composer) {}

  get busy(): boolean {
    return this.composer.busy === 'varying';
  }

  get chosen(): Card | undefined {
    return this.cards[0];
  }

  get picked(): Card[] {
    return this.cards.filter((card) => card.picked);
  }

  /** Why there can be no variations; null when there can. */
  get refused(): string | null {
    if (this.composer.sends === '') return words.writeFirst;
    return this.composer.busy ? words.waitFirst : null;
  }

  /** Why nothing can be queued; null when it can. */
  get queueRefused(): string | null {
    if (this.composer.busy) {
      return this.composer.busy === 'generating' ? words.generating : words.waitFirst;
    }
    if (this.picked.length === 0) return words.pickFirst;
    return this.composer.wrongSpec ? words.rightRange : null;
  }

  get #cost(): Asked {
    return (this.#asked ??= new Asked(this.composer.studio.transport));
  }

  get time(): string {
    return timeOf(this.#cost.quote);
  }

  get price(): string {
    const { engine, studio } = this.composer;
    return priceOf(this.#cost.quote, engine, studio.engines);
  }

  /** Shows the grid; what was made of another text is made anew. */
  async show(): Promise<void> {
    if (this.refused !== null) return;
    this.open = true;
    this.composer.keep();
    if (this.chosen?.prompt === this.composer.sends) {
      this.fresh = true;
      this.#price.ask();
      return;
    }
    this.cards = [];
    this.at = 0;
    await this.#vary([this.#card(this.composer.sends)], this.total);
  }

  /** Makes all anew but the chosen one and those that are picked. */
  async again(refiner?: string): Promise<void> {
    const [chosen, ...others] = this.cards;
    const kept = others.filter((card) => card.picked);
    await this.#vary([chosen ?? this.#card(this.composer.sends), ...kept], this.total, {
      fresh: true,
      ...(refiner ? { refiner } : {}),
    });
  }

  /** Makes one card anew: like none of the others, nor like what it was. */
  async anew(card: Card): Promise<void> {
    const sent =
      this.cards.length < TOTAL_MAX ? this.cards : this.cards.filter((own) => own !== card);
    const varied = await this.#ask(sent, sent.length + 1, card.axes, { fresh: true });
    if (!varied) return;
    const { cards, compare } = cardsOf(varied, sent, () => ++this.#number);
    const made = cards[sent.length];
    if (!made || made.prompt === card.prompt) {
      this.shortOf = varied.short_of ?? { short_of: 'no_more_different', missing: 1 };
      return;
    }
    this.#set(this.cards.map((own) => (own === card ? { ...made, picked: card.picked } : own)));
    await this.#compare(compare.filter((own) => own === made));
  }

  async #vary(sent: readonly Card[], total: number, how: HowToAsk = {}): Promise<void> {
    const varied = await this.#ask(sent, Math.max(total, sent.length), this.axes, how);
    if (!varied) return;
    const { cards, compare } = cardsOf(varied, sent, () => ++this.#number);
    this.shortOf = varied.short_of ?? null;
    this.at = 0;
    this.fresh = true;
    this.#set(cards);
    this.composer.studio.announcer.say(words.variationsMade(cards.length - 1));
    await this.#compare(compare);
  }

  async #ask(
    sent: readonly Card[],
    total: number,
    axes: readonly Axis[],
    how: HowToAsk,
  ): Promise<VariedByRefiner | null> {
    if (this.composer.busy) return null;
    const { sceneSent } = this.composer;
    const locks = this.composer.locking.sent;
    const selected = sent.map((card) => card.prompt);
    this.error = null;
    this.making = total - sent.length;
    try {
      const varied = await this.composer.waiting.run('varying', (signal, call) =>
        this.composer.studio.transport.call(
          'vary',
          {
            selected,
            total,
            locks,
            call,
            ...how,
            ...sceneSent,
            ...(axes.length > 0 ? { axes: [...axes] } : {}),
          },
          signal,
        ),
      );
      if (!varied) return null;
      this.modelFailed = varied.model_failed ?? null;
      this.composer.refining.answered(varied.by, () => void this.again());
      return varied;
    } catch (thrown) {
      this.error = StudioError.from(thrown);
      return null;
    }
  }

  /** Has the studio say what leads from the chosen prompt to cards that it can't know of. */
  async #compare(cards: readonly Card[]): Promise<void> {
    const before = this.chosen?.prompt ?? '';
    for (const { id, prompt } of cards) {
      const changes = await this.composer.studio.transport
        .call('compare', { before, after: prompt })
        .catch(() => null);
      const put = (own: Card) => (own.id === id && changes ? { ...own, changes } : own);
      this.#set(this.cards.map(put));
    }
  }

  #card(prompt: string): Card {
    const id = ++this.#number;
    return { id, prompt, axes: [], origin: 'selected', changes: [], picked: false };
  }

  #set(cards: readonly Card[]): void {
    this.cards = cards;
    this.at = Math.max(0, Math.min(this.at, cards.length - 1));
    this.composer.keep();
    this.#price.ask();
  }

  pick({ id }: Card): void {
    this.#set(this.cards.map((own) => (own.id === id ? { ...own, picked: !own.picked } : own)));
  }

  /** Why all can't be picked, or left out; null when they can. */
  pickAllRefused(picked: boolean): string | null {
    return this.cards.every((card) => card.picked === picked) ? words.pickedSo(picked) : null;
  }

  pickAll(picked: boolean): void {
    this.#set(this.cards.map((own) => ({ ...own, picked })));
  }

  /** Takes a card out. The returned function puts it back. */
  drop(card: Card): () => void {
    const place = this.cards.findIndex((own) => own.id === card.id);
    this.#set(this.cards.filter((own) => own.id !== card.id));
    return () => this.#set([...this.cards.slice(0, place), card, ...this.cards.slice(place)]);
  }

  /** The user's own words for a card. */
  async edit({ id }: Card, text: string): Promise<void> {
    const prompt = text.trim();
    if (prompt === '') return;
    const edited = { prompt, axes: [], origin: 'edited' as const };
    this.#set(this.cards.map((own) => (own.id === id ? { ...own, ...edited } : own)));
    await this.#compare(this.cards.filter((own) => own.id === id));
  }

  toggleAxis(axis: Axis): void {
    const has = this.axes.includes(axis);
    this.axes = AXES.filter((own) => (own === axis ? !has : this.axes.includes(own)));
    this.composer.keep();
  }

  setTotal(total: number): void {
    this.total = Math.min(TOTAL_MAX, Math.max(1, Math.round(total) || 1));
    this.composer.keep();
  }

  close(): void {
    this.open = false;
    if (this.busy) this.composer.waiting.stop();
    this.composer.keep();
  }

  /** Queues what is picked. Gives back the session it went into. */
  async queue(): Promise<SessionId | null> {
    if (this.queueRefused !== null) return null;
    // They are made from what is written, which is a step of its own.
    if (!(await this.composer.history.keepNow())) return null;
    return await this.composer.queue(this.#order(), () => {
      this.open = false;
      this.pickAll(false);
    });
  }

  #order(): Generate {
    const { composer } = this;
    const items = this.picked.map(({ prompt, origin }) => ({
      prompt,
      origin:
        origin === 'edited'
          ? origin
          : origin === 'selected'
            ? composer.origin
            : ('variation' as const),
      takes: 1,
    }));
    return composer.order(items);
  }

  async #askPrice(): Promise<void> {
    const order = this.picked.length > 0 && !this.composer.wrongSpec ? this.#order() : null;
    try {
      await this.#cost.price(order);
    } catch (thrown) {
      this.error = StudioError.from(thrown);
    }
  }

  keep(): KeptVariations | undefined {
    const { open, total, axes, cards, shortOf, modelFailed } = this;
    const untouched = !open && cards.length === 0 && total === TOTAL_USUAL && axes.length === 0;
    if (untouched) return undefined;
    return { open, total, axes: [...axes], cards: [...cards], shortOf, modelFailed };
  }

  take(kept: KeptVariations | undefined): void {
    this.open = kept?.open ?? false;
    this.total = kept?.total ?? TOTAL_USUAL;
    this.axes = kept?.axes ?? [];
    this.cards = kept?.cards ?? [];
    this.shortOf = kept?.shortOf ?? null;
    this.modelFailed = kept?.modelFailed ?? null;
    this.error = null;
    this.#number = Math.max(0, ...this.cards.map((card) => card.id));
    if (this.open) this.#price.ask();
  }

  stop(): void {
    this.#price.stop();
  }
}
