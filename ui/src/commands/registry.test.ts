import { describe, expect, it, vi } from 'vitest';

import { ariaKeys, chord, keysLabel } from './keys';
import { Commands, type Command } from './registry.svelte';

/** An element as far as the registry asks about it. */
function spot(selectors: readonly string[] = []) {
  const answers = (wanted: string) =>
    wanted.split(', ').some((one) => selectors.some((own) => one.startsWith(own)));
  return { matches: answers, closest: (wanted: string) => (answers(wanted) ? {} : null) };
}

function press(keys: Partial<KeyboardEvent>, target: unknown = spot()) {
  return {
    key: '',
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    altKey: false,
    repeat: false,
    defaultPrevented: false,
    isComposing: false,
    preventDefault: vi.fn(),
    ...keys,
    target: target as EventTarget,
  };
}

function command(id: string, more: Partial<Command> = {}) {
  return { id, title: id, group: 'window', keys: [], run: vi.fn(), ...more } satisfies Command;
}

function registry(...list: Command[]) {
  const tell = vi.fn();
  let modal = false;
  let singles = true;
  const commands = new Commands({ blocked: () => modal, singles: () => singles, tell });
  const unregister = commands.register(list);
  return {
    commands,
    tell,
    unregister,
    block: () => (modal = true),
    noLetters: () => (singles = false),
  };
}

describe('keys', () => {
  it('are written as commands write them', () => {
    expect(chord(press({ key: 'P', ctrlKey: true, shiftKey: true }))).toBe('mod+shift+p');
    expect(chord(press({ key: '?', shiftKey: true }))).toBe('?');
    expect(chord(press({ key: 'F6', shiftKey: true }))).toBe('shift+F6');
    expect(chord(press({ key: 'ArrowLeft', shiftKey: true }))).toBe('shift+ArrowLeft');
  });

  it('are read by people and by machines', () => {
    expect(keysLabel('mod+shift+p')).toBe('Ctrl Shift P');
    expect(keysLabel('shift+ArrowLeft')).toBe('Shift ←');
    expect(ariaKeys('mod+shift+p')).toBe('Control+Shift+P');
    expect(ariaKeys(' ')).toBe('Space');
  });
});

describe('the registry', () => {
  it('leaves single letters alone when they are turned off, and nothing else', () => {
    const [letter, sign, space, chorded] = [['j'], ['?'], [' '], ['mod+e']].map((keys) =>
      command(keys.join(), { keys }),
    ) as [Command, Command, Command, Command];
    const { commands, noLetters } = registry(letter, sign, space, chorded);
    noLetters();
    commands.press(press({ key: 'j' }));
    commands.press(press({ key: '?', shiftKey: true }));
    commands.press(press({ key: ' ' }));
    commands.press(press({ key: 'e', ctrlKey: true }));
    expect(letter.run).not.toHaveBeenCalled();
    expect(sign.run).not.toHaveBeenCalled();
    expect(space.run).toHaveBeenCalledOnce();
    expect(chorded.run).toHaveBeenCalledOnce();
  });

  it('runs what a key stands for, and keeps the browser out of it', () => {
    const own = command('a', { keys: ['mod+e'] });
    const { commands } = registry(own);
    const event = press({ key: 'e', ctrlKey: true });
    commands.press(event);
    expect(own.run).toHaveBeenCalledOnce();
    expect(event.preventDefault).toHaveBeenCalledOnce();
  });

  it('a single letter belongs to the field that has the focus', () => {
    const letter = command('a', { keys: ['i'] });
    const chorded = command('b', { keys: ['mod+i'] });
    const undo = command('c', { keys: ['mod+z'], inFields: false });
    const { commands } = registry(letter, chorded, undo);
    const field = spot(['textarea']);
    commands.press(press({ key: 'i' }, field));
    commands.press(press({ key: 'i', ctrlKey: true }, field));
    commands.press(press({ key: 'z', ctrlKey: true }, field));
    expect(letter.run).not.toHaveBeenCalled();
    expect(chorded.run).toHaveBeenCalledOnce();
    expect(undo.run).not.toHaveBeenCalled();
    commands.press(press({ key: 'i' }));
    expect(letter.run).toHaveBeenCalledOnce();
  });

  it('says why a command is refused and does not run it', () => {
    const own = command('a', { keys: ['mod+e'], refused: () => 'Write a prompt first' });
    const { commands, tell } = registry(own);
    commands.press(press({ key: 'e', ctrlKey: true }));
    expect(own.run).not.toHaveBeenCalled();
    expect(tell).toHaveBeenCalledWith('Write a prompt first');
  });

  it('what is inside goes before what is everywhere', () => {
    const everywhere = command('a', { keys: [' '] });
    const inside = command('b', { keys: [' '], within: '[data-change]' });
    const { commands } = registry(everywhere, inside);
    commands.press(press({ key: ' ' }, spot(['[data-change]'])));
    expect(inside.run).toHaveBeenCalledOnce();
    commands.press(press({ key: ' ' }));
    expect(everywhere.run).toHaveBeenCalledOnce();
  });

  it('leaves Space and Enter to a button', () => {
    const own = command('a', { keys: [' '] });
    const { commands } = registry(own);
    commands.press(press({ key: ' ' }, spot(['button'])));
    expect(own.run).not.toHaveBeenCalled();
  });

  it('a held key walks, but acts once', () => {
    const walk = command('a', { keys: ['ArrowLeft'] });
    const act = command('b', { keys: ['mod+Enter'] });
    const { commands } = registry(walk, act);
    commands.press(press({ key: 'ArrowLeft', repeat: true }));
    commands.press(press({ key: 'Enter', ctrlKey: true, repeat: true }));
    expect(walk.run).toHaveBeenCalledOnce();
    expect(act.run).not.toHaveBeenCalled();
  });

  it('is silent under a dialog, and for what is not there', () => {
    const own = command('a', { keys: ['k'], when: () => false });
    const { commands, block } = registry(own, command('b', { keys: ['l'] }));
    commands.press(press({ key: 'k' }));
    expect(own.run).not.toHaveBeenCalled();
    block();
    const event = press({ key: 'l' });
    commands.press(event);
    expect(event.preventDefault).not.toHaveBeenCalled();
  });

  it('forgets what a place took along', () => {
    const { commands, unregister } = registry(command('a', { keys: ['mod+e'] }));
    expect(commands.hint('a')).toBe('Ctrl E');
    unregister();
    expect(commands.all).toEqual([]);
    expect(commands.hint('a')).toBe('');
  });
});
