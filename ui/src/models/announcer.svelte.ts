import type { JobView } from '../generated/api';
import { words } from '../words';

/** At most one announcement in this time; what happens meanwhile is summed. */
const EVERY_MS = 5_000;

/** What is told to people who hear the page: jobs done and failed, summed. */
export class Announcer {
  said = $state('');
  #done = 0;
  #failed = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  job(job: JobView): void {
    if (job.state.state === 'done') this.#done += 1;
    else if (job.state.state === 'failed') this.#failed += 1;
    else return;
    this.#timer ??= setTimeout(() => this.#sum(), this.said ? EVERY_MS : 0);
  }

  /** Says something that the user has just caused. */
  say(sentence: string): void {
    this.said = sentence;
  }

  #sum(): void {
    this.#timer = undefined;
    const parts = [
      this.#done > 0 ? words.takesDone(this.#done) : '',
      this.#failed > 0 ? words.takesFailed(this.#failed) : '',
    ];
    this.said = parts.filter(Boolean).join(', ');
    this.#done = this.#failed = 0;
  }
}
