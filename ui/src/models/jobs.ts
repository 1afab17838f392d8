import type {
  EngineWait,
  Failure,
  JobAction,
  JobState,
  JobView,
  KeyWait,
  Timestamp,
  WaitReason,
  WayOut,
} from '../generated/api';
import * as format from '../format';
import { words } from '../words';

export type Tone = 'quiet' | 'run' | 'warn' | 'bad' | 'ok';
export type Shape =
  | 'ring'
  | 'filling'
  | 'dot'
  | 'arrow'
  | 'hourglass'
  | 'bars'
  | 'question'
  | 'check'
  | 'triangle'
  | 'cross'
  | 'clock';

/** How a job reads on screen: a word, a shape and a colour, and what stands below. */
export interface Standing {
  word: string;
  shape: Shape;
  tone: Tone;
  /** What happens next, or why not. */
  foot: string;
  /** The lane it is on. */
  lane: string | null;
}

/** A time that is nearer than this is told to the second. */
const NEAR_MS = 60_000;

const LIVE = new Set<JobState['state']>([
  'queued',
  'preparing',
  'submitting',
  'running',
  'fetching',
  'in_doubt',
  'held',
  'undecided',
  'cancelling',
]);

export function isLive(job: JobView): boolean {
  return LIVE.has(job.state.state);
}

/** Whether a lane is at work on it. */
export function isRendering(job: JobView): boolean {
  return ['preparing', 'submitting', 'running', 'fetching'].includes(job.state.state);
}

export function standing(job: JobView, now: Timestamp): Standing {
  const { state } = job;
  const lane = 'lease' in state ? (state.lease?.lane ?? null) : null;
  const say = (word: string, shape: Shape, tone: Tone, foot: string): Standing => ({
    word,
    shape,
    tone,
    foot,
    lane,
  });
  switch (state.state) {
    case 'queued':
      return waiting(job, now);
    case 'preparing':
    case 'submitting':
      return say(words.states.starting, 'filling', 'run', lane ? words.inLane(lane) : '');
    case 'running':
      return say(words.states.rendering, 'dot', 'run', lane ? words.inLane(lane) : '');
    case 'fetching':
      return say(words.states.saving, 'arrow', 'run', words.savingFile);
    case 'in_doubt':
      return say(words.states.checking, 'question', 'warn', words.asking);
    case 'held':
      return say(words.states.held, 'bars', 'warn', words.pausedByYou);
    case 'undecided':
      return say(words.states.notSure, 'question', 'warn', words.mayHaveStarted);
    case 'cancelling':
      return say(words.states.cancelling, 'cross', 'quiet', words.stopping);
    case 'cancelled':
      return say(
        words.states.cancelled,
        'cross',
        'quiet',
        state.may_be_billed ? words.stoppedBilled : words.stopped,
      );
    case 'expired':
      return say(words.states.expired, 'clock', 'quiet', words.waitedTooLong);
    case 'failed':
      return say(words.states.failed, 'triangle', 'bad', words.billed[state.failure.billed]);
    case 'done':
      return say(words.states.done, 'check', 'ok', '');
  }
}

function waiting(job: JobView, now: Timestamp): Standing {
  const wait = job.waits;
  const why = wait ? waitSentence(wait, job.trouble ?? null, now) : words.waits.next;
  const foot = job.expires_at ? expires(why, job.expires_at, now) : why;
  const say = (word: string, shape: Shape, tone: Tone): Standing => {
    return { word, shape, tone, foot, lane: null };
  };
  if (!wait || wait.waits_for === 'turn') return say(words.states.queued, 'ring', 'quiet');
  if (job.needs_user) return say(words.states.needsYou, 'bars', 'warn');
  return say(words.states.waiting, 'hourglass', 'warn');
}

/** Whether its turn is still to come, so that its place in the queue means something. */
export const hasPlace = ({ state: { state } }: JobView): boolean =>
  state === 'queued' || state === 'held';

/** Why a job waits, and until when it does at most. */
function expires(why: string, at: Timestamp, now: Timestamp): string {
  return at > now ? words.expiry.at(why, format.clock(at, now)) : words.expiry.now(why);
}

/** Why a job waits, in a sentence. */
export function waitSentence(wait: WaitReason, trouble: Failure | null, now: Timestamp): string {
  switch (wait.waits_for) {
    case 'turn':
      return wait.ahead === 0 ? words.waits.next : words.waits.ahead(wait.ahead);
    case 'not_before': {
      const time = format.clock(wait.at, now);
      if (!trouble) return words.waits.until(time);
      return words.waits.untilWhy(sentence(words.failures[trouble.class]), time);
    }
    case 'queue_paused':
      return words.waits.queuePaused;
    case 'batch_paused':
      return words.waits.batchPaused;
    case 'lanes_paused':
      return words.waits.lanesPaused(wait.lanes.join(', '));
    case 'no_key':
      return words.waits.noKey(wait.engines.join(', '), keySentence(wait.why, now));
    case 'engine_away':
      return words.waits.engineAway(wait.engines.join(', '), awaySentence(wait.why, now));
    case 'no_engine':
      return wait.wanted.length > 0
        ? words.waits.noEngine(wait.wanted.join(', '))
        : words.waits.noEngineAny;
    case 'no_lane':
      return words.waits.noLane(wait.wanted.join(', '));
    case 'dearer':
      return words.waits.dearer(format.money(wait.price, false), format.sum(wait.agreed_micro_usd));
    case 'budget_used':
      return words.waits.budgetUsed(
        format.money(wait.price, false),
        format.sum(wait.left_micro_usd),
      );
    case 'no_engine_fits': {
      const [problem] = wait.problems;
      if (!problem) return words.waits.noFit;
      return problem.nearest
        ? words.waits.nearest(problem.message, problem.nearest)
        : problem.message;
    }
  }
}

/** Why no order goes to an engine, in a sentence: all of it, for the engine's own lanes. */
export function engineSentence(why: EngineWait, now: Timestamp): string {
  return untilTried(why.message, why, now);
}

/** The same in short, for the many takes that wait for it. */
function awaySentence(why: EngineWait, now: Timestamp): string {
  const full = why.class === 'queue_full';
  return untilTried(full ? words.waits.engineFull : words.waits.engineUnreachable, why, now);
}

function untilTried(reason: string, why: EngineWait, now: Timestamp): string {
  if (typeof why.until !== 'number') return words.waits.beingTried(reason);
  const near = why.until - now < NEAR_MS;
  const time = near ? format.clockExact(why.until) : format.clock(why.until, now);
  return words.waits.triedAgain(reason, time);
}

/** Why there is no key, in a sentence. */
export function keySentence(why: KeyWait, now: Timestamp): string {
  switch (why.key) {
    case 'none_set_up':
      return words.waits.keyNone;
    case 'elsewhere':
      return words.waits.keyElsewhere(why.label);
    case 'cooling':
      return words.waits.keyCooling(format.clock(why.until, now));
    case 'capped':
      return why.until
        ? words.waits.keyCapped(format.clock(why.until, now))
        : words.waits.keyTooDear;
    case 'unusable':
      return words.waits.keyUnusable(why.refused, why.out_of_credit);
  }
}

/** The failure a job is stopped by, where it is. */
export function failureOf(job: JobView): Failure | null {
  const { state } = job;
  return state.state === 'failed' || state.state === 'undecided' ? state.failure : null;
}

/** What the user can do about a failure, in a sentence. */
export function wayOut(way: WayOut): string {
  switch (way.way_out) {
    case 'edit_field':
      return words.wayOut.edit_field(way.field, way.nearest ?? null);
    case 'free_space':
      return words.wayOut.free_space(format.bytes(way.need_bytes));
    case 'retry':
    case 'edit_prompt':
    case 'choose_engine':
    case 'check_keys':
    case 'test_engine':
    case 'check_folder':
    case 'open_logs':
      return words.wayOut[way.way_out];
  }
}

/** The page of the settings on which what stands in a job's way is seen to. */
export function seenToAt(job: JobView): 'engines' | 'keys' | null {
  const waits = job.state.state === 'queued' ? job.waits?.waits_for : undefined;
  if (waits === 'no_key') return 'keys';
  if (waits === 'no_engine' || waits === 'engine_away') return 'engines';
  const way = (failureOf(job) ?? job.trouble)?.next_step.way_out;
  if (way === 'check_keys') return 'keys';
  return way === 'test_engine' ? 'engines' : null;
}

/** An action that needs nothing more to be said. */
export type PlainAction = Exclude<JobAction, 'edit'>;

export const plainActions: readonly PlainAction[] = [
  'hold',
  'release',
  'cancel',
  'retry',
  'retry_changed',
  'give_up',
];

/** Why an action is refused now; null when it is possible. */
export function refusal(job: JobView, action: JobAction): string | null {
  return job.actions.find((offer) => offer.action === action)?.refused ?? null;
}

/** The one action that stands on a card: what a user most likely wants next. */
export function nextAction(job: JobView): PlainAction | null {
  const order: PlainAction[] = ['release', 'retry', 'give_up'];
  return order.find((action) => refusal(job, action) === null) ?? null;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
