import { describe, expect, it } from 'vitest';

import { morning } from '../transport/fake/morning';
import { Kept } from './kept';
import { Morning } from './morning.svelte';
import { Prices } from './prices.svelte';
import { Studio } from './studio.svelte';
import { Tally } from './tally.svelte';
import { Toasts } from './toasts.svelte';
import { Together } from './together.svelte';

async function woken() {
  const fake = morning();
  const studio = new Studio(fake);
  await studio.refetch();
  const app = {
    studio,
    tally: new Tally(studio),
    together: new Together(studio, new Prices(studio), new Toasts(() => undefined)),
    kept: new Kept(null),
    library: '/fake',
  };
  const page = new Morning(app);
  await page.look();
  return { fake, app, page };
}
type Woken = Awaited<ReturnType<typeof woken>>;

/** Tries all takes of a cause again, whatever it costs. */
async function again({ app, page }: Pick<Woken, 'app' | 'page'>, kind: string) {
  const cause = page.causes.find((own) => own.failure.class === kind);
  if (!cause) throw new Error(`nothing was stopped by ${kind}`);
  await app.together.act(cause.key, cause.jobs, 'retry');
}

describe('the morning', () => {
  it('tells of the last run, and what needs the user', async () => {
    const { page } = await woken();
    expect(page.on).toBe(true);
    expect(page.run?.counts).toMatchObject({ done: 31, failed: 7, undecided: 2 });
    expect(page.causes.map((own) => own.failure.class)).toEqual([
      'lost_job',
      'auth',
      'disk_full',
      'content_blocked',
    ]);
    expect(page.done).toHaveLength(31);
  });

  it('stays while the user sees to the causes, and still accounts for each take', async () => {
    const { app, page } = await woken();
    await again({ app, page }, 'disk_full');
    expect(app.tally.rest).toBe(false);
    expect(page.on).toBe(true);
    expect(page.run?.jobs).toHaveLength(40);
    expect(page.run?.counts).toMatchObject({ done: 31, failed: 5, undecided: 2, again: 2 });
    expect(page.causes).toHaveLength(3);
  });

  it('is over for someone who comes later, while takes are under way', async () => {
    const { app, page } = await woken();
    await again({ app, page }, 'disk_full');
    expect(new Morning(app).on).toBe(false);
  });

  it('shows a run no more that was dismissed, but still what is to be decided', async () => {
    const { app, page } = await woken();
    page.dismiss();
    for (const own of [page, new Morning(app)]) {
      await own.look();
      expect(own.run).toBeNull();
      expect(own.causes.map((cause) => cause.failure.class)).toEqual(['lost_job']);
    }
  });

  it('says nothing before the sessions were looked at', async () => {
    const { app } = await woken();
    expect(new Morning(app).run).toBeNull();
  });
});
