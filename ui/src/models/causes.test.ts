import { describe, expect, it } from 'vitest';

import type { Failure, JobState, JobView } from '../generated/api';
import { fakeJob } from '../transport/fake';
import { LEASE } from '../transport/fake/jobs';
import { billing, causesOf, saidBy } from './causes';

const auth: Failure = {
  class: 'auth',
  billed: 'no',
  message: 'the key was turned away',
  next_step: { way_out: 'check_keys' },
  retry: { retry: 'never' },
};
const full: Failure = {
  ...auth,
  class: 'disk_full',
  message: 'the disk is full',
  next_step: { way_out: 'free_space', need_bytes: 1 },
};

const failed = (take: number, failure: Failure, more: Partial<JobView> = {}) =>
  fakeJob(`job-${take}`, { state: 'failed', failure }, more);
const undecided = (take: number, failure: Failure) =>
  fakeJob(`job-${take}`, { state: 'undecided', failure, lease: LEASE } satisfies JobState);
const seen = (jobs: readonly JobView[]) =>
  causesOf(jobs).map(({ state, failure, jobs }) => [
    state,
    failure.class,
    ...jobs.map((job) => job.take),
  ]);

describe('causes', () => {
  it('what the same thing stopped stands together, by take', () => {
    const said = { ...auth, billed: 'maybe', provider_said: 'no' } as const;
    expect(seen([failed(3, auth), failed(1, said), failed(2, auth)])).toEqual([
      ['failed', 'auth', 1, 2, 3],
    ]);
  });

  it('another class, message or way out is another cause', () => {
    const jobs = [
      failed(1, auth),
      failed(2, { ...auth, class: 'out_of_credit' }),
      failed(3, { ...auth, message: 'another key was turned away' }),
      failed(4, { ...auth, next_step: { way_out: 'retry' } }),
      failed(5, full),
      failed(6, { ...full, next_step: { way_out: 'free_space', need_bytes: 2 } }),
    ];
    expect(causesOf(jobs)).toHaveLength(6);
    expect(new Set(causesOf(jobs).map((cause) => cause.key)).size).toBe(6);
  });

  it('the most takes come first, of as many the newest', () => {
    const late = { changed_at: 9_000_000_000_000 };
    const credit = { ...auth, class: 'out_of_credit' } as const;
    const jobs = [failed(1, auth), failed(2, full), failed(3, full), failed(4, credit, late)];
    expect(seen(jobs)).toEqual([
      ['failed', 'disk_full', 2, 3],
      ['failed', 'out_of_credit', 4],
      ['failed', 'auth', 1],
    ]);
  });

  it('what is to be decided stands apart, and before what failed', () => {
    expect(seen([failed(1, auth), failed(2, auth), undecided(3, auth)])).toEqual([
      ['undecided', 'auth', 3],
      ['failed', 'auth', 1, 2],
    ]);
  });

  it('what was not stopped has no cause', () => {
    const trouble = { state: 'queued' } as const;
    expect(causesOf([fakeJob('job-1', trouble, { trouble: auth })])).toEqual([]);
  });

  it('who was billed is told, and how many where it differs', () => {
    const maybe = { ...auth, billed: 'maybe' } as const;
    const of = (jobs: JobView[]) => causesOf(jobs).map(billing);
    expect(of([failed(1, auth), failed(2, auth)])).toEqual(['not billed']);
    expect(of([failed(1, auth), failed(2, auth), failed(3, maybe)])).toEqual([
      '2 not billed, 1 may have been billed',
    ]);
  });

  it('the words of an engine are told once', () => {
    const said = (provider_said: string) => ({ ...auth, provider_said });
    const jobs = [failed(1, said('401')), failed(2, said('401')), failed(3, said('no'))];
    expect(causesOf(jobs).map(saidBy)).toEqual([['401', 'no']]);
  });
});
