import { describe, expect, it } from 'vitest';

import type { JobView, Price } from '../generated/api';
import { fakeJob, offers } from '../transport/fake/jobs';
import { morning } from '../transport/fake/morning';
import { StudioError } from '../transport/types';
import { causesOf } from './causes';
import { Prices } from './prices.svelte';
import { outcomeSentence, type Remedy } from './remedies';
import { Studio } from './studio.svelte';
import { Toasts } from './toasts.svelte';
import { Together } from './together.svelte';

/** The night's studio, and one of its causes by its class. */
async function night() {
  const fake = morning();
  const studio = new Studio(fake);
  await studio.refetch();
  const causes = causesOf([...fake.jobs.values()]);
  const jobs = (kind: string) => causes.find((cause) => cause.failure.class === kind)?.jobs ?? [];
  const acted = () =>
    fake.called.filter(({ name }) => name === 'act_on_jobs').map(({ input }) => input);
  const toasts = new Toasts(() => undefined);
  const together = new Together(studio, new Prices(studio), toasts);
  const act = (kind: string, remedy: Remedy = 'retry') => together.act(kind, jobs(kind), remedy);
  return { fake, studio, together, toasts, jobs, acted, act };
}
const takes = (jobs: readonly JobView[]) => jobs.map((job) => job.take);

describe('a remedy for all takes of a cause', () => {
  it('what costs nothing is sent again at once, by one call', async () => {
    const { studio, together, act, acted } = await night();
    await act('disk_full');
    expect(acted()).toEqual([{ jobs: ['job-22', 'job-23'], act: { act: 'retry' } }]);
    expect(studio.jobs.get('job-23')?.state.state).toBe('queued');
    expect(together.outcome).toEqual({ remedy: 'retry', done: 2, refused: [] });
    expect(studio.announcer.said).toBe('2 takes are queued again.');
    expect(together.now).toBeNull();
  });

  it('what costs is asked about first, with the sum and the engine', async () => {
    const { studio, act, acted } = await night();
    const acting = act('auth');
    await expect
      .poll(() => studio.asking.now)
      .toMatchObject({
        title: 'Render 4 takes for about $1.92?',
        body: expect.stringContaining('cosmos-hosted-by-nvidia-for-the-night-shift') as string,
        yes: 'Render 4 takes, about $1.92',
      });
    studio.asking.answer(false);
    await acting;
    expect(acted()).toEqual([]);
  });

  it('one refusal stops none of the others', async () => {
    const { studio, together, act, acted } = await night();
    const acting = act('auth');
    await expect.poll(() => studio.asking.now).not.toBeNull();
    studio.asking.answer(true);
    await acting;
    expect(acted()).toMatchObject([{ act: { act: 'retry' }, max_micro_usd: 1_920_000 }]);
    expect(together.outcome?.done).toBe(3);
    const [refused, more] = together.outcome?.refused ?? [];
    expect(more).toBeUndefined();
    expect([refused?.reason, takes(refused?.jobs ?? [])]).toEqual([
      'its session was deleted',
      [14],
    ]);
    expect(studio.announcer.said).toBe('3 takes are queued again. 1 take was refused:');
  });

  it('says that it may be paid twice where it may have been billed', async () => {
    const { studio, act } = await night();
    const acting = act('lost_job');
    await expect.poll(() => studio.asking.now?.body).toContain('is paid twice then');
    studio.asking.answer(false);
    await acting;
  });

  it('a price that nobody can tell is asked about as unknown', async () => {
    const { fake, studio, act, acted } = await night();
    fake.answers.quote = () => {
      throw new StudioError({ code: 'bad_input', message: 'no such engine' });
    };
    const acting = act('disk_full');
    await expect
      .poll(() => studio.asking.now?.title)
      .toBe('Render 2 takes at a price that is not known?');
    studio.asking.answer(false);
    await acting;
    expect(acted()).toEqual([]);
  });

  it('leaving takes as they are asks nothing and sends nothing', async () => {
    const { fake, together, act, acted } = await night();
    await act('lost_job', 'give_up');
    expect(acted()).toMatchObject([{ act: { act: 'give_up' } }]);
    expect(together.outcome?.done).toBe(2);
    expect(fake.count('quote')).toBe(0);
  });

  it('takes that waited are cancelled, and one undo gives all their places back', async () => {
    const { fake, studio, together, toasts, acted } = await night();
    const most = { ceiling: 'most', micro_usd: 120_000 } as const;
    const own = (id: string, state: 'queued' | 'held') =>
      fakeJob(id, { state }, { ceiling: most, actions: offers('cancel', 'hold', 'release') });
    const jobs = [own('job-1', 'queued'), own('job-2', 'held')];
    fake.answers.act_on_job = ({ job, action }) =>
      fakeJob(
        job,
        action === 'cancel' ? { state: 'cancelled', may_be_billed: false } : { state: 'queued' },
      );
    await together.act('selection', jobs, 'cancel');
    expect(together.outcome).toBeNull();
    expect(toasts.now?.said).toBe('2 takes are cancelled.');
    await toasts.undo();
    expect(acted().slice(1)).toEqual([
      {
        jobs: ['job-1', 'job-2'],
        act: { act: 'retry' },
        max_micro_usd: 240_000,
      },
      { jobs: ['job-2'], act: { act: 'hold' } },
    ]);
    expect(studio.asking.now).toBeNull();
  });

  it('what no job offers is not tried', async () => {
    const { act, acted, together } = await night();
    await act('auth', 'give_up');
    expect(acted()).toEqual([]);
    expect(together.outcome).toBeNull();
  });

  it('tells of refusals alone where nothing went well', () => {
    const refused = [{ reason: 'no', jobs: [] }];
    expect(outcomeSentence({ remedy: 'retry', done: 0, refused: [] })).toBe(
      '0 takes are queued again.',
    );
    expect(outcomeSentence({ remedy: 'give_up', done: 1, refused })).toBe(
      '1 take is left as failed.',
    );
  });
});

describe('the price of several takes', () => {
  const sums: [Price[], Price][] = [
    [[{ price: 'free' }, { price: 'about', micro_usd: 5 }], { price: 'about', micro_usd: 5 }],
    [
      [
        { price: 'about', micro_usd: 5 },
        { price: 'about', micro_usd: 7 },
      ],
      { price: 'about', micro_usd: 12 },
    ],
    [[{ price: 'about', micro_usd: 5 }, { price: 'unknown' }], { price: 'unknown' }],
  ];
  it('is that of all engines they go to', async () => {
    const { fake, studio, jobs } = await night();
    for (const [parts, whole] of sums) {
      let at = 0;
      fake.answers.quote = ({ items, engines = [] }) => ({
        jobs: items.length,
        about_s: null,
        price: parts[at++] ?? { price: 'free' },
        engines,
      });
      const quote = await new Prices(studio).now([...jobs('auth'), ...jobs('disk_full')]);
      expect(quote).toMatchObject({ jobs: 6, price: whole });
      expect(at).toBe(2);
    }
  });
});
