export type Overlaid = 'palette' | 'help' | 'export' | 'shelf';

/** What lies above the whole window and has the keys. */
export class Overlay {
  now: Overlaid | null = $state(null);

  open(what: Overlaid): void {
    this.now = what;
  }

  /** Closes it, unless something else has taken its place already. */
  close(what: Overlaid): void {
    if (this.now === what) this.now = null;
  }
}
