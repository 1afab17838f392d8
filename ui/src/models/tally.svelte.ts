import type { JobView } from '../generated/api';
import { countsOf, type Counts } from './queue';
import type { Studio } from './studio.svelte';

/** The queue in figures. */
export class Tally {
  constructor(private readonly studio: Studio) {}

  /** Live jobs in the order in which they are taken. */
  readonly jobs: JobView[] = $derived.by(() =>
    this.studio.order.flatMap((id) => this.studio.jobs.get(id) ?? []),
  );

  readonly counts: Counts = $derived.by(() => {
    const { live, paused, sessions } = this.studio;
    const failed = [...sessions.values()].reduce((sum, session) => sum + session.failed, 0);
    return countsOf(this.jobs, { live, failed, paused });
  });

  /** The failed jobs that are known, the newest first. */
  get failed(): JobView[] {
    return [...this.studio.jobs.values()]
      .filter((job) => job.state.state === 'failed')
      .sort((a, b) => b.changed_at - a.changed_at);
  }

  /** Fetches the sessions in which something failed: the queue's answer has what is live. */
  async loadFailed(): Promise<void> {
    const some = [...this.studio.sessions.values()].filter((session) => session.failed > 0);
    await Promise.all(some.map((session) => this.studio.load(session.id)));
  }
}
