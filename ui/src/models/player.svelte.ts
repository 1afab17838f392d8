/** What shows no size, or after play() no motion, in this time is told to the user. */
const SLOW_MS = 4_000;
/** How often the position is looked at while it moves. */
const REVERSE_STEP_MS = 80;

/** What a player needs of a video element, so that it can be tested without one. */
export type Media = Pick<
  HTMLVideoElement,
  | 'paused'
  | 'ended'
  | 'currentTime'
  | 'duration'
  | 'videoWidth'
  | 'playbackRate'
  | 'loop'
  | 'play'
  | 'pause'
>;

/**
 * Plays one video by frames. It never waits for `play()`: in WebKitGTK that promise stays
 * open for ever after the first seek. That it plays is read from a position that moves.
 */
export class Player {
  playing = $state(false);
  frame = $state(0);
  loop = $state(true);
  /** The first and the last frame of the loop; null is the video's own end. */
  loopIn: number | null = $state(null);
  loopOut: number | null = $state(null);
  rate = $state(1);
  failed = $state(false);
  slow = $state(false);

  #media: Media | null = null;
  #reverse: ReturnType<typeof setInterval> | undefined;
  #watch: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly frames: number,
    readonly fps: number,
  ) {}

  attach(media: Media): () => void {
    this.#media = media;
    media.loop = this.loop;
    // What names no size in this time is told to be slow.
    this.#watch = setTimeout(() => (this.slow = media.videoWidth === 0), SLOW_MS);
    return () => {
      this.#stopReverse();
      clearTimeout(this.#watch);
      this.#media = null;
    };
  }

  /** To be called on every `timeupdate` and drawn frame. */
  look(): void {
    const media = this.#media;
    if (!media) return;
    const frame = Math.min(this.frames - 1, Math.floor(media.currentTime * this.fps + 0.01));
    if (frame !== this.frame) this.slow = false;
    this.frame = frame;
    this.playing = !media.paused && !media.ended;
    if (this.playing && this.loop && this.marked && !this.#inLoop(frame)) this.seek(this.first);
  }

  // The loop

  get marked(): boolean {
    return this.loopIn !== null || this.loopOut !== null;
  }

  get first(): number {
    return this.loopIn ?? 0;
  }

  get last(): number {
    return this.loopOut ?? this.frames - 1;
  }

  #inLoop(frame: number): boolean {
    return frame >= this.first && frame <= this.last;
  }

  /** Begins the loop here. An end that lies before is let go. */
  markIn(): void {
    this.loopIn = this.frame;
    if (this.loopOut !== null && this.loopOut <= this.frame) this.loopOut = null;
    this.setLoop(true);
  }

  /** Ends the loop here. A beginning that lies behind is let go. */
  markOut(): void {
    this.loopOut = this.frame;
    if (this.loopIn !== null && this.loopIn >= this.frame) this.loopIn = null;
    this.setLoop(true);
  }

  clearMarks(): void {
    this.loopIn = this.loopOut = null;
  }

  /** To be called when its size is known: a file without a picture is a failure. */
  sized(): void {
    clearTimeout(this.#watch);
    this.slow = false;
    this.failed = this.#media?.videoWidth === 0;
  }

  fail(): void {
    this.failed = true;
    this.playing = false;
  }

  play(rate = 1): void {
    const media = this.#media;
    if (!media) return;
    this.#stopReverse();
    this.rate = rate;
    media.playbackRate = rate;
    if (!media.loop && this.frame >= this.frames - 1) media.currentTime = 0;
    const from = media.currentTime;
    media.play().catch((thrown: unknown) => {
      // A pause that comes at once breaks the start off; that is no failure.
      if (!(thrown instanceof DOMException && thrown.name === 'AbortError')) this.fail();
    });
    this.playing = true;
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => {
      this.slow = this.playing && media.currentTime === from;
    }, SLOW_MS);
  }

  pause(): void {
    this.#stopReverse();
    this.#media?.pause();
    this.playing = false;
    this.rate = 1;
  }

  toggle(): void {
    if (this.playing || this.#reverse) this.pause();
    else this.play();
  }

  /** Forward; once more is faster. */
  forward(): void {
    this.play(this.playing && this.rate > 0 ? Math.min(4, this.rate * 2) : 1);
  }

  /** Backward by steps, since no browser plays backward; once more is faster. */
  backward(): void {
    const rate = this.#reverse ? Math.max(-4, this.rate * 2) : -1;
    this.#media?.pause();
    this.#stopReverse();
    this.playing = false;
    this.rate = rate;
    this.#reverse = setInterval(() => {
      const by = Math.max(1, Math.round((-rate * this.fps * REVERSE_STEP_MS) / 1000));
      if (this.frame === 0) this.pause();
      else this.seek(this.frame - by);
    }, REVERSE_STEP_MS);
  }

  step(by: number): void {
    this.pause();
    this.seek(this.frame + by);
  }

  /** Goes to the middle of a frame: its edge may show the one before. */
  seek(frame: number): void {
    const target = Math.min(this.frames - 1, Math.max(0, Math.round(frame)));
    this.frame = target;
    if (this.#media) this.#media.currentTime = (target + 0.5) / this.fps;
  }

  setLoop(loop: boolean): void {
    this.loop = loop;
    if (this.#media) this.#media.loop = loop;
  }

  #stopReverse(): void {
    clearInterval(this.#reverse);
    this.#reverse = undefined;
  }
}
