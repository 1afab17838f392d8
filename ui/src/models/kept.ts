/**
 * What a window remembers of a library: sizes and habits, nothing that is work. Without
 * storage (a private window) it lives as long as the page.
 */
export class Kept {
  readonly #memory = new Map<string, string>();

  constructor(private readonly storage: Pick<Storage, 'getItem' | 'setItem'> | null) {}

  /** What was kept under a name, unproved: another version may have written it. */
  read(name: string, library: string): unknown {
    const key = `worldreel.${name}:${library}`;
    try {
      const text = this.#memory.get(key) ?? this.storage?.getItem(key) ?? 'null';
      return JSON.parse(text) as unknown;
    } catch {
      return null;
    }
  }

  write(name: string, library: string, value: unknown): void {
    const key = `worldreel.${name}:${library}`;
    const text = JSON.stringify(value);
    this.#memory.set(key, text);
    try {
      this.storage?.setItem(key, text);
    } catch {
      // Full or forbidden: it stays in memory.
    }
  }
}
