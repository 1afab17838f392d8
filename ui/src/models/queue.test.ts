import { describe, expect, it } from 'vitest';

import { FakeStudio } from '../transport/fake';
import { countsOf, showOf } from './queue';

const jobs = [...new FakeStudio().jobs.values()];

describe('the queue in figures', () => {
  it('every state is counted once, or has ended', () => {
    expect(jobs.map((job) => [job.state.state, showOf(job)].join(' '))).toMatchInlineSnapshot(`
      [
        "queued queued",
        "queued waiting",
        "queued waiting",
        "queued waiting",
        "preparing rendering",
        "running rendering",
        "fetching rendering",
        "in_doubt waiting",
        "held waiting",
        "undecided waiting",
        "cancelling rendering",
        "cancelled ",
        "expired ",
        "failed failed",
      ]
    `);
  });

  it('jobs too far back to be told wait for their turn', () => {
    const live = jobs.filter((job) => !['failed', null].includes(showOf(job)));
    const counts = countsOf(live, { live: live.length + 100, failed: 3, paused: false });
    expect(counts).toEqual({ rendering: 4, queued: 101, waiting: 6, failed: 3 });
    const paused = countsOf(live, { live: live.length + 100, failed: 0, paused: true });
    expect(paused).toMatchObject({ queued: 1, waiting: 106 });
  });
});
