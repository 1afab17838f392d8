/** What the studio is being asked, one question at a time. It can be stopped. */
export class Waiting<What extends string> {
  now: What | null = $state(null);
  #own: AbortController | null = null;

  /** Asks. Null when it was stopped: then whatever comes back counts for nothing. */
  async run<T>(what: What, ask: (signal: AbortSignal) => Promise<T>): Promise<T | null> {
    const own = new AbortController();
    this.#own = own;
    this.now = what;
    try {
      const answer = await ask(own.signal);
      return own.signal.aborted ? null : answer;
    } catch (thrown) {
      if (own.signal.aborted) return null;
      throw thrown;
    } finally {
      if (this.#own === own) this.#end();
    }
  }

  stop(): void {
    this.#own?.abort();
    this.#end();
  }

  #end(): void {
    this.#own = null;
    this.now = null;
  }
}
