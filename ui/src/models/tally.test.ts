import { describe, expect, it } from 'vitest';

import { FakeStudio, fakeJob } from '../transport/fake';
import { Studio } from './studio.svelte';
import { Tally } from './tally.svelte';

async function tallied() {
  const fake = new FakeStudio();
  const studio = new Studio(fake);
  await studio.refetch();
  return { fake, studio, tally: new Tally(studio) };
}

describe('the tally', () => {
  it('counts failed takes of all sessions, also those it has not seen', async () => {
    const { tally } = await tallied();
    expect(tally.counts).toEqual({ rendering: 4, queued: 1, waiting: 6, failed: 1 });
    expect(tally.failed).toEqual([]);
  });

  it('fetches the failed takes where they are, the newest first', async () => {
    const { fake, tally } = await tallied();
    const failed = fake.jobs.get('job-14');
    expect(failed).toBeDefined();
    if (!failed) return;
    const later = failed.changed_at + 1;
    fake.jobs.set('job-15', fakeJob('job-15', failed.state, { changed_at: later }));
    await tally.loadFailed();
    expect(tally.failed.map((job) => job.id)).toEqual(['job-15', 'job-14']);
    expect(fake.count('session')).toBe(1);
  });

  it('asks nothing where nothing failed', async () => {
    const { fake, studio, tally } = await tallied();
    for (const [id, session] of studio.sessions) studio.sessions.set(id, { ...session, failed: 0 });
    await tally.loadFailed();
    expect(fake.count('session')).toBe(0);
  });

  it('asks what came of the last run, and counts it as it stands by now', async () => {
    const { fake, studio, tally } = await tallied();
    expect(tally.run).toBeNull();
    await tally.loadRun();
    expect(tally.run?.counts).toMatchObject({ failed: 1, expired: 1, cancelled: 1, undecided: 1 });
    expect(fake.count('last_run')).toBe(1);
    const failed = tally.run?.jobs.find((job) => job.state.state === 'failed');
    if (!failed) throw new Error('nothing failed');
    studio.takeJob({ ...failed, state: { state: 'queued' }, version: failed.version + 1 });
    expect(tally.run?.counts).toMatchObject({ failed: 0, again: 1 });
  });

  it('is at rest once nothing goes on without the user', async () => {
    const { fake, studio, tally } = await tallied();
    expect(tally.rest).toBe(false);
    for (const [id, job] of fake.jobs)
      if (!['undecided', 'done', 'failed'].includes(job.state.state)) fake.jobs.delete(id);
    await studio.refetch();
    expect(tally.rest).toBe(true);
  });
});
