import { describe, expect, it, vi } from 'vitest';

import { FakeStudio, fakeJob } from '../transport/fake';
import { fakeRefiners } from '../transport/fake/setup';
import { Studio } from './studio.svelte';

async function opened() {
  const fake = new FakeStudio();
  const studio = new Studio(fake);
  studio.start();
  await settled();
  return { fake, studio };
}

/** Until everything that was asked for has been answered. */
function settled(ms = 5): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

const running = { state: 'running', lease: { attempt: 'a', epoch: 1, lane: 'sketch-1' } } as const;

describe('the studio store', () => {
  it('begins with a snapshot', async () => {
    const { studio, fake } = await opened();
    expect(studio.health?.library_name).toBe('A library');
    expect(studio.jobs.get('job-1')?.state.state).toBe('queued');
    expect(studio.seq).toBe(fake.seq);
    expect(studio.line).toBe('open');
  });

  it('knows what was set up after the snapshot, before the line was open', async () => {
    const fake = new FakeStudio();
    const events = fake.events.bind(fake);
    fake.events = (after, on) => {
      fake.refiners = fakeRefiners;
      return events(after, on);
    };
    vi.useFakeTimers();
    const studio = new Studio(fake);
    studio.start();
    await vi.advanceTimersByTimeAsync(1_000);
    vi.useRealTimers();
    expect(studio.refiners).toEqual(fakeRefiners);
  });

  it('fetches just the job that changed', async () => {
    const { fake, studio } = await opened();
    fake.change(fakeJob('job-1', running, { version: 2 }));
    await settled();
    expect(studio.jobs.get('job-1')?.state.state).toBe('running');
    expect(fake.count('job')).toBe(1);
    expect(fake.count('snapshot')).toBe(1);
  });

  it('does not fetch what it has already', async () => {
    const { fake } = await opened();
    fake.event('job_changed', { job: 'job-1', version: 1 });
    await settled();
    expect(fake.count('job')).toBe(0);
  });

  it('ignores an event it has heard', async () => {
    const { fake } = await opened();
    fake.event('job_changed', { job: 'job-1', version: 9 }, fake.seq);
    await settled();
    expect(fake.count('job')).toBe(0);
  });

  it('takes a new snapshot after a gap', async () => {
    const { fake, studio } = await opened();
    fake.event('session_changed', { session: 'session-1' }, fake.seq + 5);
    await settled();
    expect(fake.count('snapshot')).toBe(2);
    expect(studio.seq).toBe(fake.seq);
  });

  it('takes a new snapshot after a break, not at the start', async () => {
    const { fake, studio } = await opened();
    expect(fake.count('snapshot')).toBe(1);
    fake.tell({ kind: 'lost' });
    expect(studio.line).toBe('lost');
    fake.tell({ kind: 'open' });
    await settled();
    expect(studio.line).toBe('open');
    expect(fake.count('snapshot')).toBe(2);
  });

  it('keeps the newer of two answers', async () => {
    const { studio } = await opened();
    studio.takeJob(fakeJob('job-1', running, { version: 5 }));
    studio.takeJob(fakeJob('job-1', { state: 'queued' }, { version: 4 }));
    expect(studio.jobs.get('job-1')?.version).toBe(5);
  });

  it('fetches many changed jobs at once', async () => {
    const { fake } = await opened();
    for (let n = 1; n <= 14; n += 1) fake.change(fakeJob(`job-${n}`, running, { version: 2 }));
    await settled();
    expect(fake.count('job')).toBe(0);
    expect(fake.count('snapshot')).toBe(2);
  });

  it('fetches the jobs of a new batch', async () => {
    const { fake, studio } = await opened();
    fake.jobs.set('job-20', fakeJob('job-20', { state: 'queued' }, { batch: 'batch-2' }));
    fake.event('batch_queued', { batch: 'batch-2', session: 'session-1', jobs: ['job-20'] });
    await settled();
    expect(studio.jobs.get('job-20')?.take).toBe(20);
  });

  it('hears at once that the queue is paused', async () => {
    const { fake, studio } = await opened();
    fake.event('queue_paused', { paused: true });
    expect(studio.paused).toBe(true);
  });

  it('keeps progress out of the jobs', async () => {
    const { fake, studio } = await opened();
    const before = studio.jobs.get('job-6');
    const told: (number | undefined)[] = [];
    studio.progress.watch('job-6', (progress) => told.push(progress?.percent));
    fake.tell({ kind: 'progress', progress: [{ job: 'job-6', done: 90, total: 100 }] });
    expect(studio.jobs.get('job-6')).toBe(before);
    expect(told).toEqual([47, 90]);
  });

  it('says why it could not begin', async () => {
    const fake = new FakeStudio();
    fake.answers.snapshot = () => {
      throw new Error('no library');
    };
    const studio = new Studio(fake);
    studio.start();
    await settled();
    expect(studio.error?.message).toBe('no library');
  });
});
