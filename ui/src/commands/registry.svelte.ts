import { onMount } from 'svelte';

import {
  ariaKeys,
  chord,
  isLetter,
  isPlain,
  isPressable,
  keysLabel,
  spotOf,
  takesText,
} from './keys';

/** The order in which the groups are listed. */
export const groups = [
  'create',
  'variations',
  'changes',
  'player',
  'queue',
  'setup',
  'window',
] as const;
export type Group = (typeof groups)[number];

/** A thing the user can do. */
export interface Command {
  id: string;
  title: string;
  group: Group;
  /** Each does it; the first is the one that is shown. Empty: by the palette alone. */
  keys: readonly string[];
  /** Plain keys work only where nothing is typed, others also there; this says otherwise. */
  inFields?: boolean;
  /** The keys work only inside what this selects. */
  within?: string;
  /** Whether there is anything to do it to. */
  when?: () => boolean;
  /** Why it can't be done now; null when it can. */
  refused?: () => string | null;
  run: () => void;
}

type Press = Pick<
  KeyboardEvent,
  | 'key'
  | 'ctrlKey'
  | 'metaKey'
  | 'shiftKey'
  | 'altKey'
  | 'repeat'
  | 'defaultPrevented'
  | 'isComposing'
  | 'target'
  | 'preventDefault'
>;

/** What the list has to know of the window. */
interface Around {
  /** Whether a dialog has the keys. */
  blocked: () => boolean;
  /** Whether single letters are shortcuts. */
  singles: () => boolean;
  /** Says a sentence to the user. */
  tell: (sentence: string) => void;
}

/** Everything that can be done now. Keys, palette and help all read this one list. */
export class Commands {
  #lists: (readonly Command[])[] = $state.raw([]);

  constructor(private readonly around: Around) {}

  get all(): Command[] {
    return this.#lists.flat();
  }

  /** Adds a place's commands. The returned function takes them away. */
  register(list: readonly Command[]): () => void {
    this.#lists = [...this.#lists, list];
    return () => (this.#lists = this.#lists.filter((own) => own !== list));
  }

  /** A command's keys for a tooltip; empty while nobody offers it. */
  hint(id: string): string {
    const keys = this.#keys(id);
    return keys === undefined ? '' : keysLabel(keys);
  }

  /** The same for `aria-keyshortcuts`. */
  aria(id: string): string | undefined {
    const keys = this.#keys(id);
    return keys === undefined ? undefined : ariaKeys(keys);
  }

  #keys(id: string): string | undefined {
    return this.all.find((command) => command.id === id)?.keys[0];
  }

  /** Does it, or says why not. */
  run(command: Command): void {
    const reason = command.refused?.() ?? null;
    if (reason === null) command.run();
    else this.around.tell(reason);
  }

  /** Runs the command of a pressed key. */
  press(event: Press): void {
    if (event.defaultPrevented || event.isComposing || this.around.blocked()) return;
    const found = this.#of(chord(event), event.target);
    if (!found) return;
    event.preventDefault();
    // A key that is held walks through frames, but doesn't generate twice.
    if (event.repeat && !isPlain(chord(event))) return;
    this.run(found);
  }

  #of(pressed: string, target: EventTarget | null): Command | undefined {
    const spot = spotOf(target);
    if ((pressed === ' ' || pressed === 'Enter') && isPressable(spot)) return undefined;
    const typing = takesText(spot);
    if (isLetter(pressed) && !this.around.singles()) return undefined;
    const fits = this.all.filter(
      (command) =>
        command.keys.includes(pressed) &&
        (!command.within || !!spot?.closest(command.within)) &&
        (!typing || (command.inFields ?? !isPlain(pressed))) &&
        (command.when?.() ?? true),
    );
    return fits.find((command) => command.within) ?? fits[0];
  }
}

/** Offers commands as long as the component stands. */
export function offer(commands: Commands, list: readonly Command[]): void {
  onMount(() => commands.register(list));
}
