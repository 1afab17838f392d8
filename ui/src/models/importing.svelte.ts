import type {
  Generate,
  NewTake,
  PromptFileView,
  PromptRowView,
  Quote,
  SessionId,
} from '../generated/api';
import { StudioError } from '../transport/types';
import { words } from '../words';
import { priceOf, timeOf } from './cost';
import { Placing } from './placing';
import type { Studio } from './studio.svelte';

/** Rows that are drawn at most; the rest is counted. */
export const ROWS_SHOWN = 500;

/** A prompt file under review: nothing is queued before the user says so. */
export class Importing {
  file: PromptFileView | null = $state.raw(null);
  quote: Quote | null = $state.raw(null);
  busy: 'reading' | 'queueing' | null = $state(null);
  error: StudioError | null = $state.raw(null);

  readonly #placing = new Placing();

  constructor(readonly studio: Studio) {}

  get good(): NewTake[] {
    return (this.file?.rows ?? []).flatMap((row) => (row.take ? [row.take] : []));
  }

  get problems(): number {
    return (this.file?.rows ?? []).filter((row) => row.problem).length;
  }

  get duplicates(): number {
    return (this.file?.rows ?? []).filter((row) => typeof row.duplicate_of === 'number').length;
  }

  /** Problems first: they are what needs a look. */
  get rows(): PromptRowView[] {
    const rows = this.file?.rows ?? [];
    return [...rows.filter((row) => row.problem), ...rows.filter((row) => !row.problem)].slice(
      0,
      ROWS_SHOWN,
    );
  }

  get jobs(): number {
    return this.quote?.jobs ?? this.good.reduce((sum, take) => sum + (take.takes ?? 1), 0);
  }

  get time(): string {
    return timeOf(this.quote);
  }

  get price(): string {
    const engine = this.studio.engine(this.quote?.engines[0]);
    return priceOf(this.quote, engine, this.studio.engines);
  }

  async read(reading: Promise<PromptFileView>): Promise<void> {
    this.busy = 'reading';
    this.error = null;
    this.file = this.quote = null;
    try {
      this.file = await reading;
      if (this.good.length > 0) {
        this.quote = await this.studio.transport.call('quote', this.#order());
      }
    } catch (thrown) {
      this.error = StudioError.from(thrown);
    } finally {
      this.busy = null;
    }
  }

  /** Queues the good rows. Gives back the session they went into. */
  async queue(): Promise<SessionId | null> {
    this.busy = 'queueing';
    this.error = null;
    try {
      const batch = await this.#placing.place(this.studio, this.#order());
      if (!batch) return null;
      this.studio.announcer.say(words.queuedNow(batch));
      this.file = this.quote = null;
      return batch.session;
    } catch (thrown) {
      this.error = StudioError.from(thrown);
      return null;
    } finally {
      this.busy = null;
    }
  }

  #order(): Generate {
    return { items: this.good, title: this.file?.file ?? null };
  }
}
