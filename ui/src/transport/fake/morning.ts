import type { Failure, JobState, JobView } from '../../generated/api';
import { StudioError } from '../types';
import { LEASE, NOW, fakeJob, offers } from './jobs';
import { fakeEngines, fakeKeys, fakePrice, lanesOf } from './setup';
import { FakeStudio } from './studio';
import { done } from './takes';

const MIN = 60_000;
/** When the night's takes were queued: the evening before. */
const QUEUED = NOW - 322 * MIN;
const PAID = 'cosmos-hosted-by-nvidia-for-the-night-shift';

const lost: Failure = {
  class: 'lost_job',
  billed: 'maybe',
  message: 'The connection broke while the order was sent, before NVIDIA gave it a number.',
  next_step: { way_out: 'retry' },
  retry: { retry: 'ask' },
};
const auth: Failure = {
  class: 'auth',
  billed: 'no',
  message: 'NVIDIA turned the key “old” away (401).',
  next_step: { way_out: 'check_keys' },
  retry: { retry: 'never' },
};
const full: Failure = {
  class: 'disk_full',
  billed: 'yes',
  message: 'The disk of the library had 12 MB left.',
  next_step: { way_out: 'free_space', need_bytes: 480_000_000 },
  retry: { retry: 'never' },
};
const blocked: Failure = {
  class: 'content_blocked',
  billed: 'no',
  message: 'The engine’s safety check stopped the prompt.',
  next_step: { way_out: 'edit_prompt' },
  provider_said: 'input rejected by content filter (category: violence, score 0.81)',
  retry: { retry: 'never' },
};

/** What became of the takes that are not done, by their number. */
const stopped: Record<number, [failure: Failure, engine: string]> = {
  9: [auth, PAID],
  11: [auth, PAID],
  14: [auth, PAID],
  17: [auth, PAID],
  22: [full, 'omni'],
  23: [full, 'omni'],
  31: [blocked, PAID],
  34: [lost, PAID],
  35: [lost, PAID],
};

/** Forty takes of a night: most done, the others stopped by four things. */
export function morning(): FakeStudio {
  const studio = new FakeStudio(Array.from({ length: 40 }, (_, at) => take(at + 1)));
  studio.title = 'Night courier';
  for (const job of studio.jobs.values()) studio.costs.set(job.id, costOf(job));
  studio.engines = fakeEngines;
  studio.keys = fakeKeys;
  studio.lanes = lanesOf(fakeEngines);
  studio.answers.quote = (order) => ({ ...fakePrice(order), about_s: 95 * order.items.length });
  studio.answers.act_on_job = ({ job: id, action }) => {
    const job = studio.jobs.get(id);
    if (!job || job.take === 14)
      throw new StudioError({ code: 'not_now', message: 'its session was deleted' });
    const next = acted(job, action === 'retry');
    studio.change(next);
    return next;
  };
  return studio;
}

/** What was sent to a server that bills by the second, unless it was turned away. */
function costOf({ engines, state }: JobView): number {
  if (engines[0] === 'sketch') return 0;
  const refused = state.state === 'failed' && state.failure.billed === 'no';
  return refused ? 0 : 240_000;
}

function take(number: number): JobView {
  const id = `job-${number}`;
  const when = { queued_at: QUEUED, changed_at: QUEUED + number * 8 * MIN };
  const why = stopped[number];
  const job = done(id, number);
  const engines = [number % 5 === 0 ? 'sketch' : 'omni'];
  if (!why) return { ...job, ...when, engines };
  const [failure, engine] = why;
  const open = failure === lost;
  const state: JobState = open
    ? { state: 'undecided', lease: LEASE, failure }
    : { state: 'failed', failure };
  const actions = open ? offers('retry', 'give_up', 'cancel') : offers('retry');
  const { prompt, spec } = job;
  return fakeJob(id, state, { ...when, take: number, prompt, spec, engines: [engine], actions });
}

/** A job that was sent again, or left as it is. */
function acted(job: JobView, again: boolean): JobView {
  const version = job.version + 1;
  if (again) {
    const waits = { waits_for: 'turn', ahead: 0 } as const;
    return {
      ...job,
      version,
      state: { state: 'queued' },
      waits,
      actions: offers('cancel', 'hold'),
    };
  }
  const failure = job.state.state === 'undecided' ? job.state.failure : lost;
  return { ...job, version, state: { state: 'failed', failure }, actions: offers('retry') };
}
