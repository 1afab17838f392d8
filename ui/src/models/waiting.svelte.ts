import { newUuid } from './uuid';

/** Asks under a name, by which the studio can be told to stop, and tells how far it has come. */
type Ask<T> = (signal: AbortSignal, call: string) => Promise<T>;

/** What the studio is being asked, one question at a time. It can be stopped. */
export class Waiting<What extends string> {
  now: What | null = $state(null);
  /** The name of the question under way. */
  call: string | null = $state(null);
  #own: AbortController | null = null;

  /** Asks. Null when it was stopped: then whatever comes back counts for nothing. */
  async run<T>(what: What, ask: Ask<T>): Promise<T | null> {
    const own = new AbortController();
    const call = newUuid();
    this.#own = own;
    this.now = what;
    this.call = call;
    try {
      const answer = await ask(own.signal, call);
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
    this.call = null;
  }
}
