import { describe, expect, it } from 'vitest';

import { Player, type Media } from './player.svelte';

/** A video whose play() never settles, as WebKitGTK's after its first seek. */
function video(): Media & { paused: boolean } {
  return {
    paused: true,
    ended: false,
    currentTime: 0,
    duration: 4,
    videoWidth: 1280,
    playbackRate: 1,
    loop: false,
    play() {
      this.paused = false;
      return new Promise(() => undefined);
    },
    pause() {
      this.paused = true;
    },
  };
}

describe('the player', () => {
  it('plays though play() never settles', () => {
    const media = video();
    const player = new Player(96, 24);
    player.attach(media);
    player.play();
    media.currentTime = 0.5;
    player.look();
    expect(player.playing).toBe(true);
    expect(player.frame).toBe(12);
  });

  it('steps to the middle of a frame and stops at the ends', () => {
    const media = video();
    const player = new Player(96, 24);
    player.attach(media);
    player.step(10);
    expect(media.currentTime).toBeCloseTo(10.5 / 24);
    player.step(1000);
    expect(player.frame).toBe(95);
    player.step(-1000);
    expect(player.frame).toBe(0);
  });

  it('a file without a picture is a failure', () => {
    const player = new Player(96, 24);
    player.attach({ ...video(), videoWidth: 0 });
    player.sized();
    expect(player.failed).toBe(true);
  });

  it('forward again is faster', () => {
    const media = video();
    const player = new Player(96, 24);
    player.attach(media);
    player.forward();
    player.forward();
    expect(media.playbackRate).toBe(2);
    player.pause();
    expect(player.rate).toBe(1);
  });

  it('loops between its points', () => {
    const media = video();
    const player = new Player(96, 24);
    player.attach(media);
    player.seek(24);
    player.markIn();
    player.seek(48);
    player.markOut();
    player.play();
    media.currentTime = 2.03;
    player.look();
    expect(player.frame).toBe(48);
    media.currentTime = 2.1;
    player.look();
    expect(player.frame).toBe(24);
    player.setLoop(false);
    media.currentTime = 2.1;
    player.look();
    expect(player.frame).toBe(50);
  });

  it('a point that lies beyond the other lets it go', () => {
    const player = new Player(96, 24);
    player.seek(48);
    player.markIn();
    player.seek(24);
    player.markOut();
    expect([player.loopIn, player.loopOut]).toEqual([null, 24]);
    player.seek(60);
    player.markIn();
    expect([player.loopIn, player.loopOut]).toEqual([60, null]);
    player.clearMarks();
    expect(player.marked).toBe(false);
  });

  it('stands still outside of its loop until it plays', () => {
    const media = video();
    const player = new Player(96, 24);
    player.attach(media);
    player.seek(24);
    player.markIn();
    player.seek(3);
    player.look();
    expect(player.frame).toBe(3);
  });
});
