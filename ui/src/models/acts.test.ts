import { describe, expect, it } from 'vitest';

import type { ActOnJobs, JobState } from '../generated/api';
import { FakeStudio, fakeJob } from '../transport/fake';
import { morning } from '../transport/fake/morning';
import { Acts } from './acts';
import { Studio } from './studio.svelte';
import { Tally } from './tally.svelte';
import { Toasts } from './toasts.svelte';

const RETRY = [{ action: 'retry' } as const];

async function acting() {
  const fake = new FakeStudio();
  const studio = new Studio(fake);
  await studio.refetch();
  const toasts = new Toasts(() => undefined);
  const inputs = (name: string) =>
    fake.called.filter((call) => call.name === name).map((call) => call.input);
  return { fake, studio, toasts, inputs, acts: new Acts(studio, toasts) };
}

/** Cancelling makes a job cancelled, as the studio does with one that waits. */
function cancels(fake: FakeStudio, more: Parameters<typeof fakeJob>[2] = { actions: RETRY }) {
  fake.answers.act_on_job = ({ job, action }) => {
    const state: JobState =
      action === 'cancel' ? { state: 'cancelled', may_be_billed: false } : { state: 'queued' };
    return fakeJob(job, state, { version: 9, ...more });
  };
}

describe('a way back', () => {
  it('a job that waited gets its place back', async () => {
    const { fake, studio, toasts, acts, inputs } = await acting();
    cancels(fake);
    await acts.act(fakeJob('job-1', { state: 'queued' }), 'cancel');
    expect(studio.jobs.get('job-1')?.state.state).toBe('cancelled');
    await toasts.undo();
    expect(inputs('act_on_job')).toEqual([
      { job: 'job-1', action: 'cancel' },
      { job: 'job-1', action: 'retry', price_unknown_ok: true },
    ]);
  });

  it('a held job is held again', async () => {
    const { fake, toasts, acts, inputs } = await acting();
    cancels(fake);
    await acts.act(fakeJob('job-9', { state: 'held' }), 'cancel');
    await toasts.undo();
    expect(inputs('act_on_job').at(-1)).toEqual({ job: 'job-9', action: 'hold' });
  });

  it('is not promised for a render, nor where the studio refuses', async () => {
    const { fake, toasts, acts } = await acting();
    const lease = { attempt: 'a', epoch: 1, lane: 'sketch-1' };
    cancels(fake);
    await acts.act(fakeJob('job-6', { state: 'running', lease }), 'cancel');
    expect(toasts.now).toBeNull();
    cancels(fake, { actions: [{ action: 'retry', refused: 'its engine is gone' }] });
    await acts.act(fakeJob('job-1', { state: 'queued' }), 'cancel');
    expect(toasts.now).toBeNull();
    await acts.act(fakeJob('job-1', { state: 'queued' }), 'hold');
    expect(toasts.now).toBeNull();
  });

  it('a moved job goes back to before the one it stood before', async () => {
    const { studio, toasts, acts, inputs } = await acting();
    const jobs = ['job-1', 'job-2', 'job-3'].flatMap((id) => studio.jobs.get(id) ?? []);
    await acts.move(jobs, 1, -1);
    await toasts.undo();
    await acts.move(jobs, 1, 1);
    await toasts.undo();
    expect(inputs('move_job')).toEqual([
      { job: 'job-2', before: 'job-1' },
      { job: 'job-2', before: 'job-3' },
      { job: 'job-2', before: null },
      { job: 'job-2', before: 'job-3' },
    ]);
  });

  it('jobs that are moved together go by one call, and back by one', async () => {
    const { fake, studio, toasts, acts, inputs } = await acting();
    const jobs = ['job-1', 'job-2', 'job-3'].flatMap((id) => studio.jobs.get(id) ?? []);
    const places = [{ job: 'job-2', priority: 'normal', rank: 2048 } as const];
    fake.answers.act_on_jobs = () => ({ done: jobs.slice(1), refused: [], before: places });
    await acts.moveTogether(jobs, jobs.slice(1), -1);
    expect(toasts.now?.said).toBe('2 takes moved');
    await toasts.undo();
    await acts.moveTogether(jobs, jobs.slice(0, 2), 1);
    await acts.placeTogether(jobs.slice(0, 2), 'job-3');
    expect(inputs('act_on_jobs').map((input) => (input as ActOnJobs).act)).toEqual([
      { act: 'move', before: 'job-1' },
      { act: 'move', before: null },
      { act: 'move', before: 'job-3' },
    ]);
    expect(inputs('put_jobs')).toEqual([{ places }]);
  });

  it('a paused lane is resumed', async () => {
    const { studio, toasts, acts } = await acting();
    await acts.pauseLane('sketch-1', true);
    expect(studio.lanes[0]?.paused).toBe(true);
    await toasts.undo();
    expect(studio.lanes[0]?.paused).toBe(false);
  });

  it('what is finished leaves the list and the run of the morning, and comes back', async () => {
    const fake = morning();
    const studio = new Studio(fake);
    const stop = studio.start();
    const tally = new Tally(studio);
    await expect.poll(() => studio.finished.done).toBe(31);
    await tally.loadRun();
    expect([tally.run?.jobs.length, tally.failed.length]).toEqual([40, 7]);
    const toasts = new Toasts(() => undefined);
    await new Acts(studio, toasts).clear();
    await expect.poll(() => tally.failed.length).toBe(0);
    // What is to be decided is not finished.
    expect([tally.run?.jobs.length, studio.finished.done, tally.counts.failed]).toEqual([2, 0, 0]);
    expect(toasts.now?.said).toBe('38 takes cleared from the list');
    await toasts.undo();
    await expect.poll(() => tally.failed.length).toBe(7);
    expect([tally.run?.jobs.length, tally.counts.failed]).toEqual([40, 7]);
    stop();
  });

  it('a paused queue is resumed', async () => {
    const { fake, toasts, acts } = await acting();
    await acts.pause(true);
    expect(fake.paused).toBe(true);
    await toasts.undo();
    expect(fake.paused).toBe(false);
  });
});
