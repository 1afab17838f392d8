type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

const mac = typeof navigator !== 'undefined' && /Mac/.test(navigator.platform);

/**
 * A pressed key as it is written in a command: `mod+shift+p`. `mod` is Ctrl, or Cmd on
 * macOS. A sign such as `?` says by itself that Shift was held.
 */
export function chord(event: Pressed): string {
  const mod = mac ? event.metaKey : event.ctrlKey;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const sign = key.length === 1 && !/[a-z ]/.test(key);
  return [mod ? 'mod' : '', event.altKey ? 'alt' : '', event.shiftKey && !sign ? 'shift' : '', key]
    .filter(Boolean)
    .join('+');
}

/** Whether a key writes or moves in a field, so that a field in focus keeps it. */
export function isPlain(keys: string): boolean {
  return !/^(mod|alt)\+/.test(keys) && !/F\d+$/.test(keys);
}

/** Whether it is a single letter or sign: these can be turned off as shortcuts. */
export function isLetter(keys: string): boolean {
  return keys.length === 1 && keys !== ' ';
}

const names: Record<string, string> = {
  mod: mac ? 'Cmd' : 'Ctrl',
  alt: 'Alt',
  shift: 'Shift',
  ' ': 'Space',
  Delete: 'Del',
  Escape: 'Esc',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
};

/** Keys as people read them: `Ctrl Shift P`. */
export function keysLabel(keys: string): string {
  return keys
    .split('+')
    .map((key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key))
    .join(' ');
}

/** Keys as `aria-keyshortcuts` wants them: `Control+Shift+P`. */
export function ariaKeys(keys: string): string {
  const aria: Record<string, string> = {
    mod: mac ? 'Meta' : 'Control',
    alt: 'Alt',
    shift: 'Shift',
  };
  return keys
    .split('+')
    .map((key) => aria[key] ?? (key === ' ' ? 'Space' : key.length === 1 ? key.toUpperCase() : key))
    .join('+');
}

/** What is asked of the element a key was pressed in. */
type Spot = Pick<Element, 'matches' | 'closest'>;

export function spotOf(target: EventTarget | null): Spot | null {
  return target && 'matches' in target ? (target as Element) : null;
}

/** Whether typing goes into the element. */
export function takesText(spot: Spot | null): boolean {
  return !!spot?.matches(
    'input:not([type=range]):not([type=checkbox]), textarea, select, [contenteditable]',
  );
}

/** Whether the element answers to Space and Enter itself. */
export function isPressable(spot: Spot | null): boolean {
  return !!spot?.matches('button, a[href], summary, [role=option]');
}
