import type { ActionOffer, JobAction, JobState, JobView } from '../../generated/api';

/** The moment at which everything in a fake studio happened. */
export const NOW = 1_795_581_135_000;
export const LEASE = { attempt: 'attempt-1', epoch: 1, lane: 'sketch-1' };
const ACTIONS: JobAction[] = [
  'hold',
  'release',
  'edit',
  'cancel',
  'retry',
  'retry_changed',
  'give_up',
];

/** Offers of these actions; the others are refused. */
export function offers(...possible: JobAction[]): ActionOffer[] {
  return ACTIONS.map((action) =>
    possible.includes(action) ? { action } : { action, refused: 'not in this state' },
  );
}

/** A job as the studio tells it. */
export function fakeJob(id: string, state: JobState, more: Partial<JobView> = {}): JobView {
  return {
    id,
    session: 'session-1',
    batch: 'batch-1',
    revision: 'revision-1',
    take: Number(/\d+$/.exec(id)?.[0] ?? 1),
    prompt:
      'A “quoted” 🤖 robot’s prompt,\nwith a line break and a veryveryverylongwordwithoutaspace',
    spec: { fps: 24, frames: 96, seed: 4_294_967_295, size: { width: 1280, height: 720 } },
    engines: ['sketch'],
    actions: offers('cancel'),
    state,
    needs_user: false,
    version: 1,
    queued_at: NOW,
    waits_since: NOW,
    changed_at: NOW,
    ...more,
  };
}

export function everyState(): JobView[] {
  const failure = {
    class: 'out_of_gpu_memory',
    billed: 'no',
    message: '1280×720 at 189 frames needs about 62 GB; GPU 5 has 48 GB.',
    next_step: { way_out: 'edit_field', field: 'frames', nearest: '121' },
    provider_said: 'CUDA out of memory. Tried to allocate 11.25 GiB',
    retry: { retry: 'never' },
  } as const;
  const states: [JobState, Partial<JobView>?][] = [
    [{ state: 'queued' }, { waits: { waits_for: 'turn', ahead: 1200 } }],
    [{ state: 'queued' }, { waits: { waits_for: 'queue_paused' } }],
    [
      { state: 'queued', not_before: NOW + 400_000 },
      { waits: { waits_for: 'not_before', at: NOW + 400_000 }, trouble: failure },
    ],
    [
      { state: 'queued' },
      {
        waits: {
          waits_for: 'no_engine_fits',
          problems: [{ field: 'frames', message: 'sketch renders 10 s at most', nearest: '10 s' }],
        },
        needs_user: true,
      },
    ],
    [{ state: 'preparing', lease: LEASE }],
    [{ state: 'running', lease: LEASE }, { progress: { job: 'job-6', done: 47, total: 100 } }],
    [{ state: 'fetching', lease: LEASE }],
    [{ state: 'in_doubt', lease: LEASE }],
    [{ state: 'held' }],
    [
      { state: 'undecided', lease: LEASE, failure: { ...failure, billed: 'maybe' } },
      { actions: offers('retry', 'give_up', 'cancel') },
    ],
    [{ state: 'cancelling', lease: LEASE, keeps_lane: true }],
    [{ state: 'cancelled', may_be_billed: true }],
    [{ state: 'expired' }],
    [{ state: 'failed', failure }, { actions: offers('retry', 'retry_changed') }],
  ];
  return states.map(([state, more], index) => fakeJob(`job-${index + 1}`, state, more));
}
