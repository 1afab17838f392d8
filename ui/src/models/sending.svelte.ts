import type { AskSent, SentView } from '../generated/api';
import { StudioError, type Transport } from '../transport/types';
import { debounced } from './clock.svelte';

const ASK_AFTER_MS = 250;

/** Exactly what an engine would be sent; asked anew whenever anything of it changes. */
export class Sending {
  view: SentView | null = $state.raw(null);
  error: StudioError | null = $state.raw(null);
  #last = 0;
  #wanted: AskSent | null = null;
  readonly #ask = debounced(ASK_AFTER_MS, () => void this.#now());

  constructor(private readonly transport: Transport) {}

  /** What is to be told; nothing while there is nothing to send. */
  about(wanted: AskSent | null): void {
    this.#last += 1;
    this.#wanted = wanted;
    if (wanted) return this.#ask.ask();
    this.view = null;
    this.error = null;
  }

  stop(): void {
    this.#last += 1;
    this.#ask.stop();
  }

  async #now(): Promise<void> {
    const asked = this.#last;
    if (!this.#wanted) return;
    try {
      const view = await this.transport.call('sent_prompt', this.#wanted);
      if (asked !== this.#last) return;
      this.view = view;
      this.error = null;
    } catch (thrown) {
      if (asked !== this.#last) return;
      this.view = null;
      this.error = StudioError.from(thrown);
    }
  }
}
