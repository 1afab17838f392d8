import type { JobView } from '../generated/api';
import { countsOf, type Counts } from './queue';
import { atRest, IDLE_MS, lastRun, type Run } from './run';
import type { Studio } from './studio.svelte';

/** The queue in figures. */
export class Tally {
  constructor(private readonly studio: Studio) {}

  /** Live jobs in the order in which they are taken. */
  readonly jobs: JobView[] = $derived.by(() =>
    this.studio.order.flatMap((id) => this.studio.jobs.get(id) ?? []),
  );

  readonly counts: Counts = $derived.by(() => {
    const { live, paused, finished } = this.studio;
    return countsOf(this.jobs, { live, failed: finished.failed, paused });
  });

  /** The failed jobs that are known, the newest first. */
  get failed(): JobView[] {
    return [...this.studio.jobs.values()]
      .filter((job) => job.state.state === 'failed' && !job.cleared_at)
      .sort((a, b) => b.changed_at - a.changed_at);
  }

  /** Whether nothing of the queue goes on without the user. */
  readonly rest: boolean = $derived.by(() => atRest(this.jobs, this.studio.live));

  /** The queue's last stretch of work, among the jobs that are known. */
  readonly run: Run | null = $derived.by(() => lastRun([...this.studio.jobs.values()]));

  /** Fetches the sessions that the last run can have had a job in, and no more of them. */
  async loadRun(): Promise<void> {
    const all = [...this.studio.sessions.values()].filter((session) => session.takes > 0);
    all.sort((a, b) => b.touched_at - a.touched_at);
    for (const session of all) {
      // A session is touched when something is queued in it, so later jobs aren't in it.
      if (this.run && session.touched_at < this.run.began - IDLE_MS) return;
      await this.studio.load(session.id);
    }
  }

  /** Fetches the sessions in which something failed: the queue's answer has what is live. */
  async loadFailed(): Promise<void> {
    const some = [...this.studio.sessions.values()].filter((session) => session.failed > 0);
    await Promise.all(some.map((session) => this.studio.load(session.id)));
  }
}
