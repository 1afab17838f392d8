import type { LaneAttempt } from '../generated/api';
import { soon } from './clock.svelte';
import type { Studio } from './studio.svelte';

/** What the lanes have done lately, as long as someone looks. */
export class Past {
  attempts: LaneAttempt[] = $state.raw([]);
  readonly #look = soon(0, async () => {
    this.attempts = await this.studio.transport.call('list_attempts', {});
  });

  constructor(private readonly studio: Studio) {}

  /** Looks anew; to be called when the lanes have changed. */
  look(): void {
    this.#look();
  }
}
