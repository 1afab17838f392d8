import { afterEach, describe, expect, it, vi } from 'vitest';

import { playsH264 } from './codec';

/** A video element that does one thing once it is given a source. */
function element(answers: string, does?: 'loadeddata' | 'error', videoWidth = 128) {
  const heard = new Map<string, () => void>();
  let freed = false;
  return {
    canPlayType: () => answers as CanPlayTypeResult,
    videoWidth,
    muted: false,
    preload: '' as const,
    addEventListener: (kind: string, act: unknown) => heard.set(kind, act as () => void),
    removeAttribute: () => (freed = true),
    load: () => undefined,
    set src(_: string) {
      queueMicrotask(() => does && heard.get(does)?.());
    },
    get freed() {
      return freed;
    },
  };
}

const read = () => Promise.resolve(new Blob(['clip']));

describe('the test of the codec', () => {
  afterEach(() => void vi.useRealTimers());

  it('asks no further when the window itself says no', async () => {
    expect(await playsH264(element(''), () => Promise.reject(new Error('not read')))).toBe(false);
  });

  it('believes a picture, and nothing less', async () => {
    const own = element('probably', 'loadeddata');
    expect(await playsH264(own, read)).toBe(true);
    expect(own.freed).toBe(true);
    expect(await playsH264(element('probably', 'loadeddata', 0), read)).toBe(false);
    expect(await playsH264(element('probably', 'error'), read)).toBe(false);
  });

  it('does not blame the codec for a slow machine or a clip that can’t be read', async () => {
    expect(
      await playsH264(element('probably'), () => Promise.reject(new Error('gone'))),
    ).toBeNull();
    vi.useFakeTimers();
    const slow = playsH264(element('probably'), read);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await slow).toBeNull();
  });
});
