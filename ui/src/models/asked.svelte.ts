import type { Generate, Quote, Scene } from '../generated/api';
import type { Transport } from '../transport/types';

/** What is asked about a text while it is written: its price, and what it shows. */
export class Asked {
  quote: Quote | null = $state.raw(null);
  scene: Scene | null = $state.raw(null);
  /** The text that the scene was read from. */
  sceneOf = '';
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

  async #read(asked: number, prompt: string): Promise<void> {
    try {
      const scene = await this.transport.call('extract', { prompt });
      if (asked !== this.#last) return;
      this.scene = scene;
      this.sceneOf = prompt;
    } catch {
      // The sheet is a convenience: without it the prompt renders all the same.
      if (asked === this.#last) this.scene = null;
    }
  }
}
