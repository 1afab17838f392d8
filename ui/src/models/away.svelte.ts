import type { AwayView } from '../generated/api';
import type { App } from './app.svelte';

/** Under which name it is kept of which run the user has dismissed the news. */
const SEEN = 'away-seen';

type Parts = Pick<App, 'studio' | 'kept' | 'library'>;

/** What happened while no studio worked on the queue, until the user dismisses it. */
export class Away {
  #told: AwayView | null = $state.raw(null);
  #seen = $state(0);

  constructor(private readonly app: Parts) {
    this.#seen = Number(app.kept.read(SEEN, app.library)) || 0;
  }

  readonly news: AwayView | null = $derived.by(() =>
    this.#told && this.#told.run > this.#seen ? this.#told : null,
  );

  /** Whether it can still become other news than it is. */
  get open(): boolean {
    return this.#told === null || this.#told.open > 0;
  }

  async look(): Promise<void> {
    const { away } = await this.app.studio.transport.call('away', {});
    this.#told = away ?? null;
  }

  dismiss(): void {
    if (!this.news) return;
    this.#seen = this.news.run;
    this.app.kept.write(SEEN, this.app.library, this.#seen);
  }
}
