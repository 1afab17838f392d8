import type { ChangeSettings, Settings as Values } from '../generated/api';
import { StudioError, type Transport } from '../transport/types';
import type { Theme } from './theme.svelte';

/** What the user has set on this computer. What is shown is what the studio has saved. */
export class Settings {
  now: Values | null = $state.raw(null);
  error: StudioError | null = $state.raw(null);

  constructor(
    private readonly transport: Pick<Transport, 'call'>,
    private readonly theme: Pick<Theme, 'choose'>,
  ) {}

  async load(): Promise<void> {
    try {
      this.#take(await this.transport.call('settings', {}));
    } catch (thrown) {
      this.error = StudioError.from(thrown);
    }
  }

  async change(wanted: ChangeSettings): Promise<void> {
    this.error = null;
    try {
      this.#take(await this.transport.call('change_settings', wanted));
    } catch (thrown) {
      this.error = StudioError.from(thrown);
      // A control that has moved already goes back.
      if (this.now) this.now = { ...this.now };
    }
  }

  /** Whether single letters are shortcuts. */
  get singleKeys(): boolean {
    return this.now?.single_keys ?? true;
  }

  #take(values: Values): void {
    this.now = values;
    this.theme.choose(values.theme);
    if (typeof document === 'undefined') return;
    document.documentElement.style.setProperty('--scale', String(values.text_percent / 100));
  }
}
