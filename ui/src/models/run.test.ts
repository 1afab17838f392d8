import { describe, expect, it } from 'vitest';

import type { JobState, JobView, WaitReason } from '../generated/api';
import { fakeJob } from '../transport/fake';
import { LEASE, NOW, everyState } from '../transport/fake/jobs';
import { morning } from '../transport/fake/morning';
import { atRest, lastRun, recounted } from './run';

const MIN = 60_000;
const HOUR = 60 * MIN;
let number = 0;

/** A job that was queued and ended at these minutes. */
function over(queued: number, ended: number, state: JobState = { state: 'done', video: 'v' }) {
  number += 1;
  const when = { queued_at: NOW + queued * MIN, changed_at: NOW + ended * MIN };
  return fakeJob(`job-${number}`, state, when);
}
const span = (jobs: readonly JobView[]) => {
  const run = lastRun(jobs);
  return run && [(run.began - NOW) / MIN, (run.ended - NOW) / MIN, run.jobs.length];
};

describe('the last run', () => {
  it('counts what became of a night', () => {
    expect(lastRun([...morning().jobs.values()])).toMatchObject({
      counts: { done: 31, failed: 7, undecided: 2, again: 0, cancelled: 0, expired: 0 },
      began: NOW - 322 * MIN,
      ended: NOW - 2 * MIN,
    });
  });

  it('goes back as long as the queue was never empty for long', () => {
    expect(span([over(0, 5), over(4, 9), over(20, 25)])).toEqual([0, 25, 3]);
    expect(span([over(0, 5), over(40, 45), over(41, 47)])).toEqual([40, 47, 2]);
  });

  it('holds a short job that ended while a long one rendered', () => {
    expect(span([over(0, 300), over(1, 2), over(-200, -100)])).toEqual([0, 300, 2]);
  });

  it('is not drawn out by a take of last week that was tried again', () => {
    const week = -7 * 24 * 60;
    expect(span([over(week, week + 5), over(week, -1), over(-60, -30)])).toEqual([-1441, -1, 2]);
  });

  it('leaves out what has not ended, and is none where all was cancelled', () => {
    expect(span([over(0, 5), over(0, 9, { state: 'queued' })])).toEqual([0, 5, 1]);
    expect(span([over(0, 5, { state: 'cancelled', may_be_billed: false })])).toBeNull();
    expect(span([])).toBeNull();
  });
});

describe('a run that is counted again', () => {
  it('still accounts for each take, with what was sent again', () => {
    const jobs = [over(0, 5), over(0, 6, { state: 'expired' }), over(0, 9, { state: 'expired' })];
    const run = lastRun(jobs);
    const [, , last] = jobs;
    expect(run && last).toBeDefined();
    if (!run || !last) return;
    const now = { ...last, state: { state: 'queued' }, changed_at: NOW + HOUR } as const;
    const again = recounted(run, new Map([[now.id, now]]));
    expect(again.counts).toMatchObject({ done: 1, expired: 1, again: 1 });
    expect(again.jobs).toHaveLength(3);
    expect(again.ended).toBe(NOW + 6 * MIN);
  });
});

describe('a queue at rest', () => {
  const [, , , , , , , , held, undecided] = everyState();
  const waits = (waits: WaitReason) => fakeJob('job-1', { state: 'queued' }, { waits });

  it('has nothing left but what waits for the user', () => {
    const none = fakeJob('job-1', { state: 'queued' }, { needs_user: true });
    const own = [held, undecided, none].flatMap((job) => job ?? []);
    expect(own).toHaveLength(3);
    expect(atRest(own, 3)).toBe(true);
    expect(atRest([], 0)).toBe(true);
  });

  it('is not one that goes on by itself, or has more than is told', () => {
    const cooling = { key: 'cooling', until: NOW + HOUR } as const;
    for (const wait of [
      { waits_for: 'turn', ahead: 0 },
      { waits_for: 'queue_paused' },
      { waits_for: 'not_before', at: NOW + HOUR },
      { waits_for: 'no_key', engines: ['omni'], why: cooling },
    ] satisfies WaitReason[])
      expect(atRest([waits(wait)], 1), wait.waits_for).toBe(false);
    expect(atRest([fakeJob('job-1', { state: 'running', lease: LEASE })], 1)).toBe(false);
    expect(atRest([], 7)).toBe(false);
  });
});
