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

  it('fetches what the last run can have been in, and no older session', async () => {
    const { fake, studio, tally } = await tallied();
    const [own] = [...studio.sessions.values()];
    expect(own).toBeDefined();
    if (!own) return;
    studio.sessions.set('old', { ...own, id: 'old', touched_at: own.touched_at - 3_600_000 });
    studio.sessions.set('empty', { ...own, id: 'empty', takes: 0 });
    await tally.loadRun();
    expect(tally.run?.counts).toMatchObject({ failed: 1, expired: 1, cancelled: 1, undecided: 1 });
    expect(fake.called.filter(({ name }) => name === 'session')).toEqual([
      { name: 'session', input: { session: 'session-1' } },
    ]);
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
