import type { Composer } from './composer.svelte';

/** What a preset would have not be seen, until the user has said yes or no. */
export interface OfferedNegative {
  /** What is not said so far. */
  terms: string[];
  /** What should not be seen with it. */
  whole: string;
  /** The preset it comes from. */
  preset: string;
}

/** What is kept of it when the window closes. */
export interface KeptNegative {
  text: string;
  offered?: OfferedNegative | undefined;
}

/** What should not be seen. */
export class Negative {
  text = $state('');
  /** Whether its field stands open though nothing is written in it. */
  open = $state(false);
  offered: OfferedNegative | null = $state.raw(null);

  constructor(private readonly composer: Composer) {}

  /** Whether there is anything to show of it. */
  get shown(): boolean {
    return this.open || this.text !== '' || this.offered !== null;
  }

  /** What goes along with a prompt. */
  get sent(): { negative_prompt?: string } {
    const text = this.text.trim();
    return text === '' ? {} : { negative_prompt: text };
  }

  write(text: string): void {
    this.text = text;
    // What was offered goes with what stood there.
    this.offered = null;
    this.composer.changed();
  }

  offer(offered: OfferedNegative | null): void {
    this.offered = offered;
    this.composer.keep();
  }

  /** Takes what is offered. */
  accept(): void {
    if (this.offered) this.write(this.offered.whole);
  }

  keep(): KeptNegative | undefined {
    const { text, offered } = this;
    return text === '' && !offered ? undefined : { text, ...(offered ? { offered } : {}) };
  }

  take(kept: KeptNegative | undefined): void {
    this.text = kept?.text ?? '';
    this.offered = kept?.offered ?? null;
    this.open = false;
  }
}
