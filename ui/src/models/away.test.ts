import { describe, expect, it } from 'vitest';

import { FakeStudio } from '../transport/fake/studio';
import { Away } from './away.svelte';
import { Kept } from './kept';
import { Studio } from './studio.svelte';

const quiet = { went_on: 0, fetched_again: 0, sent_again: 0, failed: 0, cancelled: 0, expired: 0 };

function opened() {
  const fake = new FakeStudio();
  let run = 4;
  fake.answers.away = () => ({
    away: { ...quiet, run, since: 1_000, cut_off: true, asks: 2, open: 1 },
  });
  const app = { studio: new Studio(fake), kept: new Kept(null), library: '/fake' };
  return { app, next: () => (run += 1) };
}

describe('what happened meanwhile', () => {
  it('is told until it is dismissed, in this window and the next', async () => {
    const { app, next } = opened();
    const away = new Away(app);
    expect(away.news).toBeNull();
    await away.look();
    expect(away.news?.asks).toBe(2);
    expect(away.open).toBe(true);
    away.dismiss();
    expect(away.news).toBeNull();
    const later = new Away(app);
    await later.look();
    expect(later.news).toBeNull();
    // Another run that was cut off is other news.
    next();
    await later.look();
    expect(later.news?.run).toBe(5);
  });
});
