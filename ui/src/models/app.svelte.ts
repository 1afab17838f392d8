import { getContext, setContext } from 'svelte';

import { Commands } from '../commands/registry.svelte';
import type { Transport } from '../transport/types';
import { words } from '../words';
import { Acts } from './acts';
import type { Composer } from './composer.svelte';
import { Drafts } from './drafts';
import { Exporting } from './exporting.svelte';
import { Importing } from './importing.svelte';
import { Kept } from './kept';
import { Overlay } from './overlay.svelte';
import { Panels } from './panels.svelte';
import { Past } from './past.svelte';
import { Prices } from './prices.svelte';
import { Router } from './router.svelte';
import { SessionActs } from './sessionActs';
import { Settings } from './settings.svelte';
import { Setup } from './setup.svelte';
import { Shelf } from './shelf.svelte';
import { Studio } from './studio.svelte';
import { Tally } from './tally.svelte';
import { Theme } from './theme.svelte';
import { Toasts } from './toasts.svelte';
import { Together } from './together.svelte';

/** Everything a screen reaches for, made once. */
export class App {
  readonly studio: Studio;
  readonly importing: Importing;
  readonly exporting: Exporting;
  readonly prices: Prices;
  readonly drafts: Drafts;
  readonly kept: Kept;
  readonly panels: Panels;
  readonly commands: Commands;
  readonly toasts: Toasts;
  readonly acts: Acts;
  readonly sessionActs: SessionActs;
  readonly past: Past;
  readonly tally: Tally;
  readonly together: Together;
  readonly overlay = new Overlay();
  readonly router = new Router();
  readonly settings: Settings;
  readonly setup: Setup;
  readonly shelf: Shelf;
  /** What is being written, while Create is open. */
  composer: Composer | null = $state.raw(null);

  constructor(
    readonly transport: Transport,
    storage: Storage | null,
    readonly theme = new Theme(),
  ) {
    this.studio = new Studio(transport);
    this.settings = new Settings(transport, this.theme);
    this.tally = new Tally(this.studio);
    this.past = new Past(this.studio);
    this.exporting = new Exporting(this.studio);
    this.importing = new Importing(this.studio);
    this.prices = new Prices(this.studio);
    this.drafts = new Drafts(transport, storage);
    this.kept = new Kept(storage);
    this.panels = new Panels(this.kept);
    const tell = (sentence: string) => this.studio.announcer.say(sentence);
    this.commands = new Commands({
      blocked: () => this.overlay.now !== null || this.studio.asking.now !== null,
      singles: () => this.settings.singleKeys,
      tell,
    });
    this.toasts = new Toasts(tell);
    this.together = new Together(this.studio, this.prices, this.toasts);
    this.acts = new Acts(this.studio, this.toasts);
    this.setup = new Setup(this.studio, this.toasts);
    this.shelf = new Shelf(this.studio, this.toasts);
    this.sessionActs = new SessionActs(this.studio, this.toasts);
  }

  /** The folder that is open; sizes and habits are kept for each. */
  get library(): string {
    return this.studio.health?.library ?? '';
  }

  /** Why there is no other new session than the one that is open. */
  get newRefused(): string | null {
    const { composer } = this;
    return composer && !composer.session && composer.isEmpty ? words.newAlready : null;
  }

  /** Opens an empty session. What was written for one and never queued can come back. */
  newSession(): void {
    const { composer } = this;
    if (!composer || composer.session) return this.router.go({ at: 'create' });
    const draft = composer.clear();
    composer.onwrite = this.toasts.show(words.toasts.promptCleared, () => {
      if (this.composer && !this.composer.session) return this.composer.restore(draft);
      this.drafts.write(this.library, undefined, draft);
      this.router.go({ at: 'create' });
    });
  }

  #painted = false;

  /** To be called when a screen can be used; the first time, the door is told. */
  firstScreen(): void {
    if (this.#painted) return;
    this.#painted = true;
    requestAnimationFrame(() => requestAnimationFrame(() => this.transport.painted()));
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
