import type { JobView } from '../generated/api';
import { countsOf, type Counts } from './queue';
import { atRest, recounted, runFrom, type Run } from './run';
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

  #told: Run | null = $state.raw(null);
  /** The last run as a text, as it was when it was last looked at. */
  report: string | null = $state.raw(null);

  /** The queue's last stretch of work, as it stands now. */
  readonly run: Run | null = $derived.by(
    () => this.#told && recounted(this.#told, this.studio.jobs),
  );

  /** Asks what came of the last run. */
  async loadRun(): Promise<void> {
    const { run, report } = await this.studio.transport.call('last_run', {});
    for (const { job } of run?.jobs ?? []) this.studio.takeJob(job);
    this.#told = run ? runFrom(run) : null;
    this.report = report ?? null;
  }

  /** Fetches the sessions in which something failed: the queue's answer has what is live. */
  async loadFailed(): Promise<void> {
    const some = [...this.studio.sessions.values()].filter((session) => session.failed > 0);
    await Promise.all(some.map((session) => this.studio.load(session.id)));
  }
}
