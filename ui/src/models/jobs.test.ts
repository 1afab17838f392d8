import { describe, expect, it } from 'vitest';

import * as format from '../format';
import type { WaitReason, WayOut } from '../generated/api';
import { FakeStudio, fakeJob } from '../transport/fake';
import { engineSentence, failureOf, seenToAt, standing, waitSentence, wayOut } from './jobs';

const now = 1_795_581_135_000;

describe('how a job reads', () => {
  it('every state has a word, a shape, a colour and what follows', () => {
    const read = [...new FakeStudio().jobs.values()].map((job) => {
      const { word, shape, tone, foot } = standing(job, now);
      return [job.state.state, word, shape, tone, foot].join(' | ');
    });
    expect(read).toMatchInlineSnapshot(`
      [
        "queued | Queued | ring | quiet | 1,200 ahead of it",
        "queued | Waiting | hourglass | warn | The queue is paused",
        "queued | Waiting | hourglass | warn | Out of GPU memory. Tries again at 04:38.",
        "queued | Needs you | bars | warn | sketch renders 10 s at most; nearest: 10 s",
        "preparing | Starting | filling | run | on sketch-1",
        "running | Rendering | dot | run | on sketch-1",
        "fetching | Saving | arrow | run | Saving the video",
        "in_doubt | Checking | question | warn | Asking the engine whether it began",
        "held | Held | bars | warn | Paused by you",
        "undecided | Not sure | question | warn | May have started and been billed.",
        "cancelling | Cancelling | cross | quiet | Stopping it",
        "cancelled | Cancelled | cross | quiet | Stopped by you; it may have been billed",
        "expired | Expired | clock | quiet | Waited past its time",
        "failed | Failed | triangle | bad | not billed",
      ]
    `);
  });

  it('a failure names its way out', () => {
    const job = new FakeStudio().jobs.get('job-14');
    const failure = job ? failureOf(job) : null;
    expect(failure && wayOut(failure.next_step)).toBe('Set frames to 121 and generate anew.');
  });

  it('a key that another studio uses is named', () => {
    const why = { key: 'elsewhere', label: 'office' } as const;
    const waits: WaitReason = { waits_for: 'no_key', engines: ['cosmos'], why };
    expect(waitSentence(waits, null, now)).toBe(
      'No key for cosmos: another studio on this computer uses the key office',
    );
  });

  it('an engine that is away is named with what failed and when it is tried again', () => {
    const why = { class: 'unreachable', message: 'could not reach 127.0.0.1:9' } as const;
    const away = (until: number | null): WaitReason => {
      return { waits_for: 'engine_away', engines: ['omni'], why: { ...why, until } };
    };
    const at = format.clockExact(now + 5_000);
    expect(waitSentence(away(now + 5_000), null, now)).toBe(
      `omni takes nothing now: it can’t be reached; tried again at ${at}`,
    );
    expect(waitSentence(away(null), null, now)).toBe(
      'omni takes nothing now: it can’t be reached; it is being tried again',
    );
    expect(engineSentence({ ...why, until: null }, now)).toBe(
      'could not reach 127.0.0.1:9; it is being tried again',
    );
    const job = fakeJob('job-1', { state: 'queued' }, { waits: away(null) });
    expect(seenToAt(job)).toBe('engines');
  });

  it('what stands in its way leads to where it is seen to', () => {
    const queued = (waits: WaitReason) => fakeJob('job-1', { state: 'queued' }, { waits });
    const why = { key: 'none_set_up' } as const;
    expect(seenToAt(queued({ waits_for: 'no_key', engines: ['cosmos'], why }))).toBe('keys');
    expect(seenToAt(queued({ waits_for: 'no_engine', wanted: ['gone'] }))).toBe('engines');
    expect(seenToAt(queued({ waits_for: 'turn', ahead: 1 }))).toBeNull();
    const failed = (way: WayOut) => {
      const failure = { class: 'auth', billed: 'no', message: '401', next_step: way } as const;
      return fakeJob('job-1', {
        state: 'failed',
        failure: { ...failure, retry: { retry: 'never' } },
      });
    };
    expect(seenToAt(failed({ way_out: 'check_keys' }))).toBe('keys');
    expect(seenToAt(failed({ way_out: 'test_engine' }))).toBe('engines');
    expect(seenToAt(failed({ way_out: 'retry' }))).toBeNull();
  });
});
