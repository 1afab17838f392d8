import { describe, expect, it } from 'vitest';

import type { Generate, Price } from '../generated/api';
import { FakeStudio, fakeJob } from '../transport/fake';
import { StudioError } from '../transport/types';
import { placeOrder, retryChanged } from './ordering';
import { Studio } from './studio.svelte';

const order: Generate = { items: [{ prompt: 'a fox', takes: 4 }], engines: ['cosmos'] };

/** A studio whose price has to be agreed to. */
function paid(price: Price) {
  const fake = new FakeStudio();
  fake.answers.quote = () => ({ jobs: 4, price, engines: ['cosmos'], about_s: null });
  fake.answers.generate = ({ max_micro_usd, price_unknown_ok, budget_micro_usd }) => {
    const agreed =
      typeof (max_micro_usd ?? budget_micro_usd) === 'number' || price_unknown_ok === true;
    if (price.price !== 'free' && !agreed)
      throw new StudioError({ code: 'price_not_agreed', message: 'nothing was agreed to' });
    return { batch: 'b', session: 's', jobs: 0, first: null };
  };
  const orders = () =>
    fake.called.filter(({ name }) => name === 'generate').map(({ input }) => input);
  return { fake, studio: new Studio(fake), orders };
}

describe('an order with a price', () => {
  it('is asked about with the sum, and carries what was agreed to', async () => {
    const { studio, orders } = paid({ price: 'about', micro_usd: 1_920_000 });
    const placed = placeOrder(studio, order);
    await expect.poll(() => studio.asking.now?.title).toBe('Render 4 takes for about $1.92?');
    expect(orders()).toEqual([order]);
    studio.asking.answer(true);
    expect(await placed).toMatchObject({ batch: 'b' });
    expect(orders()[1]).toEqual({ ...order, max_micro_usd: 1_920_000 });
  });

  it('is rendered as far as less money goes, when the user says how much', async () => {
    const { studio, orders } = paid({ price: 'about', micro_usd: 1_920_000 });
    const placed = placeOrder(studio, order);
    await expect.poll(() => studio.asking.now?.micro_usd).toBe(1_920_000);
    studio.asking.answer(true, 500_000);
    await placed;
    expect(orders()[1]).toEqual({ ...order, budget_micro_usd: 500_000 });
  });

  it('queues nothing when the user says no', async () => {
    const { studio, orders } = paid({ price: 'about', micro_usd: 4200 });
    const placed = placeOrder(studio, order);
    await expect.poll(() => studio.asking.now?.yes).toBe('Render 4 takes, about $0.0042');
    studio.asking.answer(false);
    expect(await placed).toBeNull();
    expect(orders()).toHaveLength(1);
  });

  it('is agreed to without a sum where none is known', async () => {
    const { studio, orders } = paid({ price: 'unknown' });
    const placed = placeOrder(studio, order);
    await expect.poll(() => studio.asking.now?.title).toMatch(/not known/);
    studio.asking.answer(true);
    await placed;
    expect(orders()[1]).toEqual({ ...order, price_unknown_ok: true });
  });

  it('is not asked about when it costs nothing', async () => {
    const { studio, orders } = paid({ price: 'free' });
    expect(await placeOrder(studio, order)).toMatchObject({ session: 's' });
    expect(studio.asking.now).toBeNull();
    expect(orders()).toEqual([order]);
  });

  it('is not asked about when it is refused for another reason', async () => {
    const { fake, studio } = paid({ price: 'free' });
    fake.answers.generate = () => {
      throw new StudioError({ code: 'engine_cannot', message: 'too long' });
    };
    await expect(placeOrder(studio, order)).rejects.toThrow('too long');
    expect(studio.asking.now).toBeNull();
  });
});

describe('a take once more with another seed', () => {
  const before = fakeJob('job-1', { state: 'cancelled', may_be_billed: false });
  const again = fakeJob('job-2', { state: 'queued' }, { retry_of: 'job-1' });

  it('is queued at once where it costs nothing', async () => {
    const { fake, studio } = paid({ price: 'free' });
    fake.answers.retry_changed = () => again;
    expect(await retryChanged(studio, before)).toEqual(again);
    expect(studio.jobs.get('job-2')).toEqual(again);
    expect(studio.asking.now).toBeNull();
  });

  it('is asked about where it costs, and queues nothing when the user says no', async () => {
    const { fake, studio } = paid({ price: 'about', micro_usd: 480_000 });
    fake.answers.retry_changed = ({ max_micro_usd }) => {
      if (typeof max_micro_usd === 'number') return again;
      throw new StudioError({ code: 'price_not_agreed', message: 'nothing was agreed to' });
    };
    const no = retryChanged(studio, before);
    await expect.poll(() => studio.asking.now?.title).toBe('Render 1 take for about $0.48?');
    studio.asking.answer(false);
    expect(await no).toBeNull();
    expect(studio.jobs.has('job-2')).toBe(false);

    const yes = retryChanged(studio, before);
    await expect.poll(() => studio.asking.now?.title).toBe('Render 1 take for about $0.48?');
    studio.asking.answer(true);
    expect(await yes).toEqual(again);
    const sent = fake.called.filter(({ name }) => name === 'retry_changed').at(-1);
    expect(sent?.input).toEqual({ job: 'job-1', max_micro_usd: 480_000 });
  });
});
