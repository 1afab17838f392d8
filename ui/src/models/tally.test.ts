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
});
