/** What is asked before something is done that can't be taken back, or costs money. */
export interface Question {
  title: string;
  body: string;
  /** Names what is done, on the button that does it. */
  yes: string;
  /** What it costs, where the user may allow less: as much is done as that is enough for. */
  micro_usd?: number;
}

/** One question at a time, above the whole window. */
export class Asking {
  now: Question | null = $state.raw(null);
  /** The sum that was allowed with the last yes; null is all that it costs. */
  limit: number | null = null;
  #answer: ((yes: boolean) => void) | undefined;

  /** Whether the user said yes. A newer question answers an older one with no. */
  ask(question: Question): Promise<boolean> {
    this.answer(false);
    this.now = question;
    return new Promise((resolve) => (this.#answer = resolve));
  }

  answer(yes: boolean, limit: number | null = null): void {
    this.limit = limit;
    const answer = this.#answer;
    this.#answer = undefined;
    this.now = null;
    answer?.(yes);
  }
}
