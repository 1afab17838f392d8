/** A clock that ticks as long as someone looks. */
class WallClock {
  now = $state(Date.now());
  #users = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly every_ms: number) {}

  /** Ticks as long as someone looks. The returned function stops looking. */
  start(): () => void {
    this.#users += 1;
    if (this.#users === 1) {
      this.now = Date.now();
      this.#timer = setInterval(() => (this.now = Date.now()), this.every_ms);
    }
    return () => {
      this.#users -= 1;
      if (this.#users > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  }
}

/** For "2 min ago" and "tries again at". */
export const wallClock = new WallClock(30_000);
/** For an axis of time that moves. */
export const secondClock = new WallClock(1_000);

/**
 * Does something soon and once, however often it is asked for; asked for while it is
 * being done, it is done once more. Failures are left to the next look: what is fetched
 * here is fetched again with the next event.
 */
export function soon(delay_ms: number, act: () => Promise<void>): () => void {
  let state: 'idle' | 'waiting' | 'acting' | 'again' = 'idle';
  const run = () => {
    state = 'waiting';
    setTimeout(() => {
      state = 'acting';
      act()
        .catch(() => undefined)
        .finally(() => {
          const again = (state as string) === 'again';
          state = 'idle';
          if (again) run();
        });
    }, delay_ms);
  };
  return () => {
    if (state === 'idle') run();
    else if (state === 'acting') state = 'again';
  };
}

/** Calls a function when it has not been asked for again within a time. */
export function debounced(
  delay_ms: number,
  act: () => void,
): { ask: () => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    ask() {
      clearTimeout(timer);
      timer = setTimeout(act, delay_ms);
    },
    stop: () => clearTimeout(timer),
  };
}
