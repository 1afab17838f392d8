import { describe, expect, it } from 'vitest';

import type { Transport } from '../transport/types';
import { Drafts, type Draft } from './drafts';

/** A library that keeps drafts, and a line to it that can break. */
class Library {
  readonly saved = new Map<string, unknown>();
  broken = false;
  readonly transport = {
    call: (name: string, input: { session?: string; body?: unknown }) => {
      if (this.broken) return Promise.reject(new Error('the line is broken'));
      const session = input.session ?? 'new';
      if (name === 'save_draft') {
        if (input.body) this.saved.set(session, structuredClone(input.body));
        else this.saved.delete(session);
        return Promise.resolve({});
      }
      const body = this.saved.get(session);
      return Promise.resolve(body ? { draft: { body, saved_at: 1 } } : {});
    },
  } as unknown as Pick<Transport, 'call'>;
}

class Box {
  readonly items = new Map<string, string>();
  getItem = (key: string) => this.items.get(key) ?? null;
  setItem = (key: string, value: string) => void this.items.set(key, value);
  removeItem = (key: string) => void this.items.delete(key);
}

const draft = (text: string): Draft => ({ text, takes: 2 });

describe('drafts', () => {
  it('are kept by the library, and leave nothing behind in the window', async () => {
    const library = new Library();
    const box = new Box();
    const drafts = new Drafts(library.transport, box);
    await drafts.load('/a', undefined);
    drafts.write('/a', undefined, draft('a fox'));
    expect(box.items.size).toBe(1);
    await drafts.save();
    expect(box.items.size).toBe(0);

    const later = new Drafts(library.transport, new Box());
    expect(await later.load('/a', undefined)).toBe(true);
    expect(later.read('/a', undefined)).toEqual(draft('a fox'));
  });

  it('come back from the window when it ended before the library had them', async () => {
    const library = new Library();
    const box = new Box();
    const drafts = new Drafts(library.transport, box);
    drafts.write('/a', 's', draft('a fo'));
    await drafts.save();
    library.broken = true;
    drafts.write('/a', 's', draft('a fox runs'));
    await drafts.save();
    expect(library.saved.get('s')).toMatchObject({ text: 'a fo' });

    const later = new Drafts(library.transport, box);
    await later.load('/a', 's');
    expect(later.read('/a', 's')?.text).toBe('a fox runs');
    library.broken = false;
    await later.save();
    expect(library.saved.get('s')).toMatchObject({ text: 'a fox runs' });
    expect(box.items.size).toBe(0);
  });

  it('that were emptied stay empty', async () => {
    const library = new Library();
    const drafts = new Drafts(library.transport, new Box());
    drafts.write('/a', undefined, draft('a fox'));
    await drafts.save();
    drafts.forget('/a', undefined);
    await drafts.save();
    expect(library.saved.size).toBe(0);
    expect(await drafts.load('/a', undefined)).toBe(false);
  });

  it('of another window are told apart from the own ones', async () => {
    const library = new Library();
    const drafts = new Drafts(library.transport, new Box());
    drafts.write('/a', 's', draft('mine'));
    await drafts.save();
    // The library gives the same draft back in another order.
    library.saved.set('s', { takes: 2, text: 'mine' });
    expect(await drafts.load('/a', 's')).toBe(false);
    library.saved.set('s', draft('theirs'));
    expect(await drafts.load('/a', 's')).toBe(true);
    expect(drafts.read('/a', 's')?.text).toBe('theirs');
  });

  it('written by another version are taken as far as they are understood', async () => {
    const library = new Library();
    library.saved.set('s', { text: 'a fox', mood: 'calm' });
    library.saved.set('t', { words: 'a fox' });
    const drafts = new Drafts(library.transport, null);
    await drafts.load('/a', 's');
    await drafts.load('/a', 't');
    expect(drafts.read('/a', 's')).toMatchObject({ text: 'a fox', takes: 1 });
    expect(drafts.read('/a', 't')).toBeNull();
  });
});
