import { describe, expect, it } from 'vitest';

import type { JobView, RevisionView } from '../generated/api';
import { FakeStudio, fakeJob } from '../transport/fake';
import { Studio } from './studio.svelte';

const ALL = 1_000;
const LIMIT = 200;

/** A session of many takes, told as the studio tells them. */
async function large() {
  const all = Array.from({ length: ALL }, (_, at): JobView => {
    return fakeJob(`job-${String(at + 1)}`, { state: 'queued' }, { take: at + 1 });
  });
  const fake = new FakeStudio(all);
  const snapshot = fake.snapshot();
  // The queue tells the first of those that wait.
  const [first] = all;
  fake.answers.snapshot = () => ({
    ...snapshot,
    queue: { ...snapshot.queue, jobs: first ? [first] : [] },
  });
  fake.answers.list_jobs = ({ from_take }) => ({
    jobs: all.slice((from_take ?? 1) - 1).slice(0, LIMIT),
  });
  const [session] = fake.snapshot().sessions;
  if (!session) throw new Error('there is a session');
  fake.answers.session = () => ({
    seq: 10,
    session,
    revisions: { revisions: [], total: 0 },
    jobs: { jobs: all.slice(0, LIMIT), next: 'job-200' },
  });
  const studio = new Studio(fake);
  await studio.refetch();
  await studio.load('session-1');
  const shown = () => {
    const takes = studio.takes.of('session-1').map(({ take }) => take);
    return [takes[0], takes.at(-1), takes.length];
  };
  return { fake, studio, shown };
}

describe('the takes of a large session', () => {
  it('are told page by page, where they are looked at', async () => {
    const { fake, studio, shown } = await large();
    expect(shown()).toEqual([1, 200, 200]);
    expect(studio.takes.page('session-1')).toEqual({ first: 1, last: 200, all: ALL });
    await studio.takes.show('session-1', 850);
    expect(shown()).toEqual([801, 1000, 200]);
    expect(studio.takes.page('session-1')).toEqual({ first: 801, last: 1000, all: ALL });
    expect(studio.jobs.size).toBe(400);
    await studio.takes.show('session-1', 801);
    expect(fake.count('list_jobs')).toBe(1);
  });

  it('are looked at around the one that is opened', async () => {
    const { studio, shown } = await large();
    await studio.takes.open('session-1', 'job-600');
    expect(shown()).toEqual([401, 600, 200]);
  });

  it('stay those that are looked at when the session is looked at anew', async () => {
    const { fake, studio, shown } = await large();
    await studio.takes.show('session-1', 300);
    await studio.load('session-1');
    expect(fake.count('list_jobs')).toBe(2);
    expect(shown()).toEqual([201, 400, 200]);
  });
});

/** As the studio tells revisions: the newest first. */
function revisions(from: number, to: number): RevisionView[] {
  return Array.from({ length: to - from + 1 }, (_, at): RevisionView => {
    const number = to - at;
    return {
      id: `revision-${String(number)}`,
      number,
      session: 'session-1',
      origin: 'typed',
      prompt: 'a fox',
      created_at: number,
      takes: 1,
    };
  });
}

describe('the revisions of a session', () => {
  it('are told as far as they are looked at, without a gap', async () => {
    const { fake, studio } = await large();
    const known = () => studio.revisions.get('session-1')?.map(({ number }) => number);
    fake.answers.revisions = ({ before }) => ({
      revisions: revisions((before ?? 0) - 2, (before ?? 0) - 1),
      total: 9,
    });
    studio.revisions.take('session-1', { revisions: revisions(6, 7), total: 7 });
    await studio.revisions.goOn('session-1');
    expect(known()).toEqual([4, 5, 6, 7]);
    studio.revisions.take('session-1', { revisions: revisions(7, 8), total: 8 });
    expect(known()).toEqual([4, 5, 6, 7, 8]);
    studio.revisions.take('session-1', { revisions: revisions(11, 12), total: 12 });
    expect(known()).toEqual([11, 12]);
    expect(studio.revisions.total('session-1')).toBe(12);
  });

  it('are asked for one by one where one is needed', async () => {
    const { fake, studio } = await large();
    fake.answers.revision = () => revisions(1, 1)[0] as RevisionView;
    studio.revisions.take('session-1', { revisions: revisions(8, 9), total: 9 });
    expect(studio.revisions.find('session-1', 'revision-1')).toBeUndefined();
    await studio.revisions.fetch('session-1', 'revision-1');
    await studio.revisions.fetch('session-1', 'revision-1');
    expect(studio.revisions.find('session-1', 'revision-1')?.number).toBe(1);
    expect(fake.count('revision')).toBe(1);
    expect(studio.revisions.get('session-1')).toHaveLength(2);
  });
});
