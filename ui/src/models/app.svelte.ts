import { getContext, setContext } from 'svelte';

import type { Transport } from '../transport/types';
import { Drafts } from './drafts';
import { Importing } from './importing.svelte';
import { Prices } from './prices.svelte';
import { Router } from './router.svelte';
import { Studio } from './studio.svelte';
import { Theme } from './theme.svelte';

/** Everything a screen reaches for, made once. */
export class App {
  readonly studio: Studio;
  readonly importing: Importing;
  readonly prices: Prices;
  readonly drafts: Drafts;
  readonly router = new Router();
  readonly theme = new Theme();

  constructor(
    readonly transport: Transport,
    storage: Storage | null,
  ) {
    this.studio = new Studio(transport);
    this.importing = new Importing(this.studio);
    this.prices = new Prices(this.studio);
    this.drafts = new Drafts(storage);
  }

  /** Reads a prompt file and shows what each line would become. */
  readFile(reading: ReturnType<Transport['upload']>): void {
    this.router.go({ at: 'import' });
    void this.importing.read(reading);
  }
}

const KEY = Symbol('app');

export function provideApp(app: App): App {
  return setContext(KEY, app);
}

export function useApp(): App {
  return getContext<App>(KEY);
}
