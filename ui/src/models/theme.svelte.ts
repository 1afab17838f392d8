export const themes = ['system', 'dark', 'light'] as const;
export type ThemeChoice = (typeof themes)[number];

const KEY = 'worldreel.theme';

/** Dark, light, or as the system is. */
export class Theme {
  choice: ThemeChoice = $state('system');
  readonly #system = matchMedia('(prefers-color-scheme: light)');

  start(): () => void {
    try {
      const kept = localStorage.getItem(KEY);
      this.choice = themes.find((theme) => theme === kept) ?? 'system';
    } catch {
      // Without storage the system decides.
    }
    const apply = () => this.#apply();
    apply();
    this.#system.addEventListener('change', apply);
    return () => this.#system.removeEventListener('change', apply);
  }

  choose(choice: ThemeChoice): void {
    this.choice = choice;
    this.#apply();
    try {
      localStorage.setItem(KEY, choice);
    } catch {
      // It holds as long as the window.
    }
  }

  #apply(): void {
    const light = this.choice === 'light' || (this.choice === 'system' && this.#system.matches);
    document.documentElement.dataset['theme'] = light ? 'light' : 'dark';
  }
}
