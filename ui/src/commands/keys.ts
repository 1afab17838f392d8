/** A thing the user can do, with its keys. */
export interface Command {
  id: string;
  /** Such as `mod+Enter`: `mod` is Ctrl, or Cmd on macOS. */
  keys: string;
  /** Single keys work only where nothing is typed, unless a command says otherwise. */
  inFields?: boolean;
  when?: () => boolean;
  run: () => void;
}

const mac = typeof navigator !== 'undefined' && /Mac/.test(navigator.platform);

/** A pressed key as it is written in a command: `mod+shift+p`. */
export function chord(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>,
): string {
  const mod = mac ? event.metaKey : event.ctrlKey;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return [mod ? 'mod' : '', event.altKey ? 'alt' : '', event.shiftKey ? 'shift' : '', key]
    .filter(Boolean)
    .join('+');
}

/** Whether typing goes into the element. */
export function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.matches(
    'input:not([type=range]):not([type=checkbox]), textarea, select, [contenteditable]',
  );
}

/** Whether the element answers to Space and Enter itself. */
function isPressed(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('button, a[href], summary, [role=option]');
}

/** Runs the command of a pressed key. */
export function runKey(event: KeyboardEvent, commands: readonly Command[]): void {
  if (event.defaultPrevented || event.isComposing) return;
  const pressed = chord(event);
  const found = commands.find((command) => command.keys === pressed && (command.when?.() ?? true));
  if (!found) return;
  const plain = !pressed.startsWith('mod') && !pressed.startsWith('alt') && !/^F\d/.test(pressed);
  if (plain && !found.inFields && takesText(event.target)) return;
  if ((pressed === ' ' || pressed === 'Enter') && isPressed(event.target)) return;
  event.preventDefault();
  found.run();
}

/** Walks the landmarks: F6 goes to the next, with the first thing in it. */
export function nextRegion(): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')];
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  const order = regions.map((_, step) => regions[(at + 1 + step) % regions.length]);
  for (const region of order) {
    const first = region?.querySelector<HTMLElement>(
      'a[href], button:not(:disabled), textarea, input, select, [tabindex="0"]',
    );
    if (first) return first.focus();
  }
}
