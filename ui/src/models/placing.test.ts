import { describe, expect, it } from 'vitest';

import type { Generate } from '../generated/api';
import { FakeStudio } from '../transport/fake';
import { StudioError } from '../transport/types';
import { Placing } from './placing';
import { Studio } from './studio.svelte';

const order: Generate = { items: [{ prompt: 'a fox', takes: 4 }] };

/** A studio of which the first answer is lost. */
function lossy() {
  const fake = new FakeStudio();
  let lost = false;
  fake.answers.generate = ({ batch }) => {
    if (!lost) {
      lost = true;
      throw new StudioError({ code: 'closed', message: 'the line broke' });
    }
    return { batch: batch ?? 'none', session: 's', jobs: 0, first: null };
  };
  const orders = () =>
    fake.called.flatMap(({ name, input }) => (name === 'generate' ? [input as Generate] : []));
  const ids = () => orders().map(({ batch }) => batch);
  return { studio: new Studio(fake), ids, orders };
}

describe('an order whose answer is lost', () => {
  it('goes out under the same id until one has come, and under another after it', async () => {
    const { studio, ids } = lossy();
    const placing = new Placing();
    await expect(placing.place(studio, order)).rejects.toThrow('the line broke');
    await placing.place(studio, { ...order });
    await placing.place(studio, order);
    const [first, second, third] = ids();
    expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  it('is known to the next window, since it is kept before it is sent', async () => {
    const { studio, ids } = lossy();
    let kept;
    const placing = new Placing(() => (kept = placing.kept()));
    await expect(placing.place(studio, order)).rejects.toThrow();
    const next = new Placing();
    next.take(kept);
    await next.place(studio, order);
    expect(ids()[1]).toBe(ids()[0]);
    expect(next.kept()).toBeUndefined();
  });

  it('is the same whether its scene had been read or not, and goes out as it was', async () => {
    const { studio, ids, orders } = lossy();
    const placing = new Placing();
    await expect(placing.place(studio, order)).rejects.toThrow();
    const read = { prompt: 'a fox', takes: 4, scene: { subjects: 'a fox' } };
    await placing.place(studio, { items: [read] });
    expect(ids()[1]).toBe(ids()[0]);
    expect(orders()[1]?.items).toEqual(order.items);
  });

  it('is another one when anything of it has changed', async () => {
    const { studio, ids } = lossy();
    const placing = new Placing();
    await expect(placing.place(studio, order)).rejects.toThrow();
    await placing.place(studio, { items: [{ prompt: 'a fox', takes: 5 }] });
    expect(ids()[1]).not.toBe(ids()[0]);
  });
});
