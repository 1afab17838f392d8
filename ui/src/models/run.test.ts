import { describe, expect, it } from 'vitest';

import type { JobState, JobView, RunView, WaitReason } from '../generated/api';
import { fakeJob } from '../transport/fake';
import { LEASE, NOW, everyState } from '../transport/fake/jobs';
import { morning } from '../transport/fake/morning';
import { atRest, recounted, runFrom } from './run';

const MIN = 60_000;
const HOUR = 60 * MIN;
let number = 0;

/** A job that was queued and ended at these minutes. */
function over(queued: number, ended: number, state: JobState = { state: 'done', video: 'v' }) {
  number += 1;
  const when = { queued_at: NOW + queued * MIN, changed_at: NOW + ended * MIN };
  return fakeJob(`job-${number}`, state, when);
}
/** A run as the studio tells it, of jobs that each cost 5 cents. */
function told(jobs: readonly JobView[]): RunView {
  return {
    jobs: jobs.map((job) => ({ job, attempts: 1, micro_usd: 50_000 })),
    began: NOW,
    ended: NOW + 9 * MIN,
    micro_usd: jobs.length * 50_000,
    more: false,
    unpriced: 0,
  };
}

describe('the last run', () => {
  it('counts what became of a night, and knows what each take cost', async () => {
    const { run } = await morning().call('last_run', {});
    expect(run && runFrom(run)).toMatchObject({
      counts: { done: 31, failed: 7, undecided: 2, again: 0, cancelled: 0, expired: 0 },
      began: NOW - 322 * MIN,
      ended: NOW - 2 * MIN,
    });
    const [one] = [over(0, 5)];
    expect(runFrom(told([one])).costs.get(one.id)).toBe(50_000);
  });
});

describe('a run that is counted again', () => {
  it('still accounts for each take, with what was sent again', () => {
    const jobs = [over(0, 5), over(0, 6, { state: 'expired' }), over(0, 9, { state: 'expired' })];
    const run = runFrom(told(jobs));
    const [, , last] = jobs;
    expect(last).toBeDefined();
    if (!last) return;
    const now = { ...last, state: { state: 'queued' }, changed_at: NOW + HOUR } as const;
    const again = recounted(run, new Map([[now.id, now]]));
    expect(again?.counts).toMatchObject({ done: 1, expired: 1, again: 1 });
    expect(again?.jobs).toHaveLength(3);
    expect(again?.ended).toBe(NOW + 6 * MIN);
  });

  it('is none once all of it was cleared from the list', () => {
    const job = over(0, 5);
    const now = { ...job, cleared_at: NOW + HOUR };
    expect(recounted(runFrom(told([job])), new Map([[job.id, now]]))).toBeNull();
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
