import type { Kept } from './kept';

/** Sizes in pixels. */
export const INSPECTOR = { min: 280, max: 480, wide: 360, narrow: 280 } as const;
export const DRAWER = { min: 96, usual: 240, share: 0.6, strip: 32 } as const;
/** A lane's line, and what stands above and below the lanes. */
const LANE = 27;
const AROUND_LANES = 108;

/** Below this width everything gives way that can. */
const NARROW = 1180;
/** The inspector's share of a narrow window at most. */
const INSPECTOR_SHARE = 0.36;

export interface Bounds {
  min: number;
  max: number;
}

/** How large the panels around the stage are, and which are shown; kept for each library. */
export class Panels {
  inspectorOpen = $state(true);
  drawerOpen = $state(false);
  /** Null until the user has said otherwise. */
  #inspector: number | null = $state(null);
  #drawer: number | null = $state(null);
  #library = '';

  constructor(private readonly kept: Kept) {}

  /** Takes what is remembered of a library. */
  open(library: string): void {
    this.#library = library;
    const read = this.kept.read('panels', library);
    const known = (typeof read === 'object' ? read : null) as Record<string, unknown> | null;
    const size = (value: unknown) => (typeof value === 'number' ? value : null);
    this.#inspector = size(known?.['inspector']);
    this.#drawer = size(known?.['drawer']);
    this.inspectorOpen = known?.['inspectorOpen'] !== false;
    this.drawerOpen = known?.['drawerOpen'] === true;
  }

  keep(): void {
    this.kept.write('panels', this.#library, {
      inspector: this.#inspector,
      drawer: this.#drawer,
      inspectorOpen: this.inspectorOpen,
      drawerOpen: this.drawerOpen,
    });
  }

  inspectorBounds(width: number): Bounds {
    const room = Math.round(width * INSPECTOR_SHARE);
    return { min: INSPECTOR.min, max: clamp(room, { min: INSPECTOR.min, max: INSPECTOR.max }) };
  }

  inspector(width: number): number {
    const usual = width <= NARROW ? INSPECTOR.narrow : INSPECTOR.wide;
    return clamp(this.#inspector ?? usual, this.inspectorBounds(width));
  }

  /** Null gives it back its usual size. */
  sizeInspector(value: number | null): void {
    this.#inspector = value;
  }

  /** With its strip the drawer takes a share of the window at most. */
  drawerBounds(height: number): Bounds {
    const max = Math.floor(height * DRAWER.share) - DRAWER.strip;
    return { min: DRAWER.min, max: Math.max(DRAWER.min, max) };
  }

  /** Unless the user has said otherwise, few lanes take little room. */
  drawer(height: number, lanes: number): number {
    const usual = Math.min(DRAWER.usual, AROUND_LANES + lanes * LANE);
    return clamp(this.#drawer ?? usual, this.drawerBounds(height));
  }

  sizeDrawer(value: number | null): void {
    this.#drawer = value;
  }

  toggleInspector(): void {
    this.inspectorOpen = !this.inspectorOpen;
    this.keep();
  }

  toggleDrawer(): void {
    this.drawerOpen = !this.drawerOpen;
    this.keep();
  }
}

export function clamp(value: number, { min, max }: Bounds): number {
  return Math.min(max, Math.max(min, value));
}
