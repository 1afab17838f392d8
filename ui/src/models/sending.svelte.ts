import type { AskSent, EngineName, SentView } from '../generated/api';
import { StudioError, type Transport } from '../transport/types';
import { debounced } from './clock.svelte';

const ASK_AFTER_MS = 250;

/** What some engines would be sent, all of them the same. */
export interface SentTo {
  engines: EngineName[];
  view: SentView;
}

/** Engines that would be sent the same stand together, in their order. */
export function together(all: readonly [EngineName, SentView][]): SentTo[] {
  const found: SentTo[] = [];
  for (const [engine, view] of all) {
    const same = found.find((own) => own.view.form === view.form && own.view.text === view.text);
    if (same) same.engines.push(engine);
    else found.push({ engines: [engine], view });
  }
  return found;
}

/** Exactly what engines would be sent; asked anew whenever anything of it changes. */
export class Sending {
  all: SentTo[] = $state.raw([]);
  error: StudioError | null = $state.raw(null);
  #last = 0;
  #wanted: AskSent[] = [];
  readonly #ask = debounced(ASK_AFTER_MS, () => void this.#now());

  constructor(private readonly transport: Transport) {}

  /** What is to be told, of each engine that may be used; none while there is nothing to send. */
  about(engines: readonly EngineName[], wanted: Omit<AskSent, 'engine'> | null): void {
    this.#last += 1;
    this.#wanted = wanted ? engines.map((engine) => ({ ...wanted, engine })) : [];
    if (this.#wanted.length > 0) return this.#ask.ask();
    this.all = [];
    this.error = null;
  }

  stop(): void {
    this.#last += 1;
    this.#ask.stop();
  }

  async #now(): Promise<void> {
    const asked = this.#last;
    const each = this.#wanted.map(async (own): Promise<[EngineName, SentView]> => [
      own.engine,
      await this.transport.call('sent_prompt', own),
    ]);
    try {
      const all = await Promise.all(each);
      if (asked !== this.#last) return;
      this.all = together(all);
      this.error = null;
    } catch (thrown) {
      if (asked !== this.#last) return;
      this.all = [];
      this.error = StudioError.from(thrown);
    }
  }
}
