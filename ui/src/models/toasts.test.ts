import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { STANDS_MS, Toasts } from './toasts.svelte';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function toasts() {
  const tell = vi.fn();
  return { tell, toasts: new Toasts(tell) };
}

describe('a toast', () => {
  it('is told, stands its time and goes', () => {
    const { toasts: all, tell } = toasts();
    all.show('Take 4 cancelled', vi.fn());
    expect(tell.mock.lastCall?.[0]).toContain('Take 4 cancelled');
    vi.advanceTimersByTime(STANDS_MS - 1);
    expect(all.now?.said).toBe('Take 4 cancelled');
    vi.advanceTimersByTime(1);
    expect(all.now).toBeNull();
  });

  it('undoes once', async () => {
    const { toasts: all, tell } = toasts();
    const undo = vi.fn();
    all.show('done', undo);
    await all.undo();
    await all.undo();
    expect(undo).toHaveBeenCalledOnce();
    expect(all.now).toBeNull();
    expect(tell.mock.lastCall?.[0]).toBe('Undone.');
  });

  it('waits while it is pointed at and has the focus', () => {
    const { toasts: all } = toasts();
    all.show('done', vi.fn());
    vi.advanceTimersByTime(1_000);
    all.hold();
    all.hold();
    vi.advanceTimersByTime(60_000);
    all.release();
    vi.advanceTimersByTime(60_000);
    expect(all.now).not.toBeNull();
    all.release();
    vi.advanceTimersByTime(4_999);
    expect(all.now).not.toBeNull();
    vi.advanceTimersByTime(1);
    expect(all.now).toBeNull();
  });

  it('leaves time to read it again when it was nearly over', () => {
    const { toasts: all } = toasts();
    all.show('done', vi.fn());
    vi.advanceTimersByTime(STANDS_MS - 1);
    all.hold();
    all.release();
    vi.advanceTimersByTime(1_999);
    expect(all.now).not.toBeNull();
  });

  it('gives way to a newer one, whose time is its own', () => {
    const { toasts: all } = toasts();
    const withdraw = all.show('first', vi.fn());
    all.hold();
    all.show('second', vi.fn());
    withdraw();
    expect(all.now?.said).toBe('second');
    all.release();
    vi.advanceTimersByTime(STANDS_MS);
    expect(all.now).toBeNull();
  });

  it('is taken back where its undo would no longer be true', () => {
    const { toasts: all } = toasts();
    all.show('done', vi.fn())();
    expect(all.now).toBeNull();
  });

  it('says why it could not be undone', async () => {
    const { toasts: all } = toasts();
    all.show('done', () => Promise.reject(new Error('it has started')));
    await all.undo();
    expect(all.now).toMatchObject({ undo: null });
    expect(all.now?.said).toContain('it has started');
  });
});
