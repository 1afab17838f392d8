import { SvelteMap } from 'svelte/reactivity';

import type { JobId, JobView, SessionDetail, SessionId, SessionView } from '../generated/api';
import type { Studio } from './studio.svelte';

/** Takes that are looked at together. */
export const TAKES_PAGE = 200;

/** The part of a session's takes that is looked at. */
export interface TakesPage {
  first: number;
  last: number;
  /** How many takes the session has. */
  all: number;
}

/** Which takes of each session are looked at: it may have a hundred thousand. */
export class Takes {
  /** The first take that is looked at, where it is not the first of the session. */
  readonly #first = new SvelteMap<SessionId, number>();

  /** What was told of sessions that were opened, also of such as are not listed. */
  readonly #opened = new SvelteMap<SessionId, SessionView>();

  constructor(private readonly studio: Studio) {}

  /** Those that are looked at and known, in order. */
  of(session: SessionId): JobView[] {
    const first = this.#from(session);
    return [...this.studio.jobs.values()]
      .filter(({ session: own, take }) => own === session && take >= first)
      .filter(({ take }) => take < first + TAKES_PAGE)
      .sort((a, b) => a.take - b.take);
  }

  /** How many takes a session has in each state, by what was last told of it. */
  counts(session: SessionId): SessionView | undefined {
    return this.studio.sessions.get(session) ?? this.#opened.get(session);
  }

  /** Null where all are looked at. */
  page(session: SessionId): TakesPage | null {
    const all = this.counts(session)?.takes ?? 0;
    const first = this.#from(session);
    if (all <= TAKES_PAGE && first === 1) return null;
    return { first, last: Math.min(all, first + TAKES_PAGE - 1), all };
  }

  /** Looks at those around this one. */
  async show(session: SessionId, take: number): Promise<void> {
    const first = take - ((take - 1) % TAKES_PAGE);
    if (first === this.#from(session)) return;
    await this.#fetch(session, first);
    this.#first.set(session, first);
  }

  /** Looks at those around a job of which nothing may be known yet. */
  async open(session: SessionId, job: JobId): Promise<void> {
    const { jobs, transport } = this.studio;
    if (!jobs.has(job)) this.studio.takeJob(await transport.call('job', { job }));
    const own = jobs.get(job);
    if (own?.session === session) await this.show(session, own.take);
  }

  /** Takes a session's own answer, which has its first takes, and looks anew at others. */
  async take({ session, jobs }: SessionDetail): Promise<void> {
    for (const job of jobs.jobs) this.studio.takeJob(job);
    this.#opened.set(session.id, session);
    const first = this.#from(session.id);
    if (first > 1) await this.#fetch(session.id, first);
  }

  #from(session: SessionId): number {
    return this.#first.get(session) ?? 1;
  }

  async #fetch(session: SessionId, from_take: number): Promise<void> {
    const wanted = { session, from_take, limit: TAKES_PAGE };
    const page = await this.studio.transport.call('list_jobs', wanted);
    for (const job of page.jobs) this.studio.takeJob(job);
  }
}
