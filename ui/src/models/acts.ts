import type {
  BudgetView,
  Finished,
  JobView,
  LaneName,
  PlacedJob,
  Priority,
  QueueOrder,
} from '../generated/api';
import * as format from '../format';
import { words } from '../words';
import { refusal, type PlainAction } from './jobs';
import { asAgreed, retryChanged, retrySame } from './ordering';
import type { Studio } from './studio.svelte';
import type { Toasts } from './toasts.svelte';

/** What is done to the queue, with a way back where there truly is one. */
export class Acts {
  constructor(
    private readonly studio: Studio,
    private readonly toasts: Toasts,
  ) {}

  async act(job: JobView, action: PlainAction): Promise<void> {
    if (action === 'retry_changed') return await this.#withNewSeed(job);
    if (action === 'retry') return void (await retrySame(this.studio, job));
    await this.studio.act({ job: job.id, action });
    if (action === 'cancel') this.#offerBack(job);
  }

  /** As a new job beside the one that has ended, which stays as it is. */
  async #withNewSeed(job: JobView): Promise<void> {
    const again = await retryChanged(this.studio, job);
    if (!again) return;
    const { take, spec } = again;
    this.studio.announcer.say(words.retriedChanged(take, job.take, spec.seed));
  }

  /** A render that was cut off is lost; one that only waited gets its place back. */
  #offerBack(job: JobView): void {
    const {
      id,
      take,
      state: { state },
    } = job;
    const now = this.studio.jobs.get(id);
    const waited = state === 'queued' || state === 'held';
    if (!waited || now?.state.state !== 'cancelled' || refusal(now, 'retry') !== null) return;
    this.toasts.show(words.toasts.cancelled(take), async () => {
      await this.studio.act({ job: id, action: 'retry', ...asAgreed([job]) });
      if (state === 'held') await this.studio.act({ job: id, action: 'hold' });
    });
  }

  async pause(paused: boolean): Promise<void> {
    await this.studio.pauseQueue(paused);
    const said = paused ? words.toasts.queuePaused : words.toasts.queueResumed;
    this.toasts.show(said, () => this.studio.pauseQueue(!paused));
  }

  async order(order: QueueOrder): Promise<void> {
    const before = this.studio.queueOrder;
    await this.studio.orderQueue(order);
    const said = words.toasts.ordered(words.orders[order]);
    this.toasts.show(said, () => this.studio.orderQueue(before));
  }

  /** Has the jobs of a batch cost no more than this; null for any sum. */
  async limit(budget: BudgetView, micro_usd: number | null): Promise<void> {
    const { batch, budget_micro_usd: before } = budget;
    await this.studio.limitBatch(batch, micro_usd);
    const said =
      micro_usd === null ? words.toasts.unlimited : words.toasts.limited(format.sum(micro_usd));
    this.toasts.show(said, () => this.studio.limitBatch(batch, before));
  }

  async pauseLane(lane: LaneName, paused: boolean): Promise<void> {
    await this.studio.pauseLane(lane, paused);
    const said = paused ? words.toasts.lanePaused(lane) : words.toasts.laneResumed(lane);
    this.toasts.show(said, () => this.studio.pauseLane(lane, !paused));
  }

  /** Puts a job before all that wait. */
  async next(jobs: readonly JobView[], { id, take }: JobView): Promise<void> {
    const after = jobs[jobs.findIndex((job) => job.id === id) + 1];
    await this.studio.next(id);
    this.toasts.show(words.toasts.next(take), () => this.studio.move(id, after?.id ?? null));
  }

  /** Makes several jobs more or less urgent, by one call. */
  async prioritize(jobs: readonly JobView[], priority: Priority): Promise<void> {
    const { studio } = this;
    const ids = jobs.map(({ id }) => id);
    const { done, before } = await studio.actTogether({
      jobs: ids,
      act: { act: 'prioritize', priority },
    });
    await studio.refetchQueue();
    const said = words.toasts.prioritized(done.length, words.priorityFull[priority]);
    this.#offerPlaces(said, before);
  }

  /** Says what was put elsewhere, and offers to put all of it back. */
  #offerPlaces(said: string, before: PlacedJob[] | undefined): void {
    const { studio } = this;
    this.toasts.show(said, async () => {
      await studio.transport.call('put_jobs', { places: before ?? [] });
      await studio.refetchQueue();
    });
  }

  /** Clears what is finished from the queue's list; it stays in its sessions. */
  async clear(finished: Finished[] = []): Promise<void> {
    const { transport } = this.studio;
    const { count, cleared_at } = await transport.call('clear_finished', { finished });
    await this.studio.refetchQueue();
    if (count === 0 || !cleared_at) return;
    this.toasts.show(words.toasts.cleared(count), async () => {
      await transport.call('put_back_cleared', { cleared_at });
      await this.studio.refetchQueue();
    });
  }

  /** Moves the job at a place by one, up or down, among those that are given. */
  async move(jobs: readonly JobView[], index: number, by: -1 | 1): Promise<void> {
    const job = jobs[index];
    const before = by < 0 ? jobs[index - 1] : jobs[index + 2];
    if (job) await this.place(jobs, job.id, before?.id ?? null);
  }

  /** Puts a job before another, or last, among those that are given. */
  async place(jobs: readonly JobView[], id: string, before: string | null): Promise<void> {
    const from = jobs.findIndex((job) => job.id === id);
    const job = jobs[from];
    if (!job) return;
    const to = before === null ? jobs.length : jobs.findIndex((other) => other.id === before);
    await this.studio.move(id, before);
    const said = to < from ? words.toasts.movedUp(job.take) : words.toasts.movedDown(job.take);
    this.toasts.show(said, () => this.studio.move(id, jobs[from + 1]?.id ?? null));
  }

  /** Moves several of the given jobs together, to before or behind the next other. */
  async moveTogether(
    jobs: readonly JobView[],
    group: readonly JobView[],
    by: -1 | 1,
  ): Promise<void> {
    const at = group.map((job) => jobs.indexOf(job));
    const before = by < 0 ? jobs[Math.max(0, Math.min(...at) - 1)] : jobs[Math.max(...at) + 2];
    await this.placeTogether(group, before?.id ?? null);
  }

  /** Puts several jobs before another, or last, in the order in which they stand. */
  async placeTogether(group: readonly JobView[], before: string | null): Promise<void> {
    const moved = await this.studio.actTogether({
      jobs: group.map(({ id }) => id),
      act: { act: 'move', before },
    });
    await this.studio.refetchQueue();
    this.#offerPlaces(words.toasts.movedTogether(moved.done.length), moved.before);
  }
}
