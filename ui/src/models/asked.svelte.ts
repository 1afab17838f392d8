import type {
  Calls,
  Generate,
  Quote,
  RefinedBy,
  Scene,
  SceneReadByRefiner,
} from '../generated/api';
import type { Transport } from '../transport/types';
import { RULES } from './refiners';

/** What was read, who read it, and why not all of it. */
function parts({ by, model_failed, ...scene }: SceneReadByRefiner) {
  return { scene: scene satisfies Scene, by, detailFailed: model_failed ?? null };
}

/** What is asked about a text while it is written: its price, and what it shows. */
export class Asked {
  quote: Quote | null = $state.raw(null);
  scene: Scene | null = $state.raw(null);
  /** The text that the scene was read from. */
  sceneOf = '';
  /** Who was asked to read it, when it was not read in passing. */
  sceneBy: RefinedBy | null = $state.raw(null);
  /** Why the rules have read the detail, when another was asked for it. */
  detailFailed: string | null = $state.raw(null);
  #last = 0;
  #lastPrice = 0;

  constructor(private readonly transport: Transport) {}

  /**
   * Only the answers to the newest question count. Without an order the price stays as it
   * was. Rejects when the newest price is refused.
   */
  async ask(prompt: string, order: Generate | null): Promise<void> {
    const asked = ++this.#last;
    if (prompt === '') {
      this.#lastPrice += 1;
      this.quote = null;
      this.scene = null;
      return;
    }
    await Promise.all([this.price(order), this.#read(asked, prompt)]);
  }

  /** Asks for the price alone. */
  async price(order: Generate | null): Promise<void> {
    const asked = ++this.#lastPrice;
    if (!order) return;
    try {
      const quote = await this.transport.call('quote', order);
      if (asked === this.#lastPrice) this.quote = quote;
    } catch (thrown) {
      if (asked !== this.#lastPrice) return;
      this.quote = null;
      throw thrown;
    }
  }

  /**
   * Has the refiner that is chosen read a text. What is read in passing is read by the
   * rules: a question at each pause in writing would cost money that nobody agreed to.
   */
  async readBy(question: Calls['extract']['input'], signal: AbortSignal): Promise<RefinedBy> {
    const asked = this.#last;
    const answer = parts(await this.transport.call('extract', question, signal));
    const { scene, by, detailFailed } = answer;
    if (asked === this.#last && !signal.aborted)
      this.know(scene, question.prompt, by, detailFailed);
    return by;
  }

  /** Takes note of what a text says; without a reader, in passing or as it was just made. */
  know(
    scene: Scene,
    of: string,
    by: RefinedBy | null = null,
    detailFailed: string | null = null,
  ): void {
    this.scene = scene;
    this.sceneOf = of;
    this.sceneBy = by;
    this.detailFailed = detailFailed;
  }

  async #read(asked: number, prompt: string): Promise<void> {
    try {
      const read = await this.transport.call('extract', { prompt, refiner: RULES });
      if (asked === this.#last) this.know(parts(read).scene, prompt);
    } catch {
      // The sheet is a convenience: without it the prompt renders all the same.
      if (asked === this.#last) this.scene = null;
    }
  }
}
