/** What is asked before something is done that can't be taken back, or costs money. */
export interface Question {
  title: string;
  body: string;
  /** Names what is done, on the button that does it. */
  yes: string;
}

/** One question at a time, above the whole window. */
export class Asking {
  now: Question | null = $state.raw(null);
  #answer: ((yes: boolean) => void) | undefined;

  /** Whether the user said yes. A newer question answers an older one with no. */
  ask(question: Question): Promise<boolean> {
    this.answer(false);
    this.now = question;
    return new Promise((resolve) => (this.#answer = resolve));
  }

  answer(yes: boolean): void {
    const answer = this.#answer;
    this.#answer = undefined;
    this.now = null;
    answer?.(yes);
  }
}
