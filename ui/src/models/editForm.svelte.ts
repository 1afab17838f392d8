import type { EditJob, EngineView, JobView, Priority, SpecWish } from '../generated/api';
import { StudioError } from '../transport/types';
import { words } from '../words';
import { expiryOf, secondsOf } from './expiry';
import { agreeing } from './ordering';
import { defaults, lineOf, read, type SpecErrors, type SpecFields } from './spec';
import type { Studio } from './studio.svelte';
import type { Toasts } from './toasts.svelte';

/** An empty field asks for a seed by chance. */
function anySeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
}

type Wanted = Pick<EditJob, 'spec' | 'engines' | 'expiry'>;

/** How a job that waits is to be rendered, while that is being changed. */
export class EditForm {
  fields: SpecFields;
  engineName: string;
  priority: Priority;
  /** How long it may wait, in seconds; 0 for as long as it takes. */
  waitS: number;
  errors: SpecErrors = $state.raw({});
  error: StudioError | null = $state.raw(null);
  /** How the job is by now, when another door has changed it meanwhile. */
  meanwhile = $state('');
  /** The job as the user has seen it. */
  #job: JobView;
  readonly #initial: SpecFields;

  constructor(
    private readonly studio: Studio,
    private readonly toasts: Toasts,
    job: JobView,
  ) {
    this.#job = job;
    this.#initial = { ...defaults(job.spec), seed: String(job.spec.seed) };
    this.fields = $state({ ...this.#initial });
    this.engineName = $state(job.engines[0] ?? '');
    this.priority = $state(job.priority ?? 'normal');
    this.waitS = $state(secondsOf(job.expiry));
  }

  get engine(): EngineView | undefined {
    return this.studio.engines.find((own) => own.name === this.engineName);
  }

  /** Whether it is saved, and the form has done its work. */
  async save(): Promise<boolean> {
    const { engine } = this;
    if (!engine) return false;
    const { wish, errors } = read(this.fields, engine);
    this.errors = errors;
    this.error = null;
    if (Object.keys(errors).length > 0) return false;
    const before = this.#job;
    const engines = this.#engineChanged() ? [engine.name] : null;
    const spec = this.#changed(wish);
    const urgency = before.priority ?? 'normal';
    const urgent = this.priority !== urgency;
    const waited = secondsOf(before.expiry);
    const waits = this.waitS === waited ? {} : { expiry: expiryOf(this.waitS) };
    const changed = engines !== null || 'expiry' in waits || Object.keys(spec).length > 0;
    // Saved as it was, it is agreed to at today's price.
    const edits = !urgent || changed;
    try {
      const after = edits ? await this.#send(before, { spec, engines, ...waits }) : before;
      if (!after) return false;
      if (urgent) await this.studio.prioritize(before.id, this.priority);
      this.toasts.show(words.toasts.edited(after.take), async () => {
        const { size, frames, fps, steps, guidance, seed } = before.spec;
        const back = { size, frames, fps, seed, steps: steps ?? null, guidance: guidance ?? null };
        if (urgent) await this.studio.prioritize(before.id, urgency);
        const old = 'expiry' in waits ? { expiry: expiryOf(waited) } : {};
        if (edits) await this.#send(after, { spec: back, engines: before.engines, ...old });
      });
      return true;
    } catch (thrown) {
      this.error = StudioError.from(thrown);
      if (this.error.api.code === 'conflict') await this.#lookAgain();
      return false;
    }
  }

  /** Null when it costs more than before and the user does not want that. */
  async #send(job: JobView, wanted: Wanted): Promise<JobView | null> {
    const input: EditJob = { job: job.id, expected_version: job.version, ...wanted };
    const { size, frames, fps } = job.spec;
    const item = { revision: job.revision, spec: { size, frames, fps, ...wanted.spec }, takes: 1 };
    const order = { items: [item], engines: wanted.engines ?? job.engines };
    return await agreeing(this.studio, order, async (agreed) => {
      const after = await this.studio.transport.call('edit_job', { ...input, ...agreed });
      this.studio.takeJob(after);
      await this.studio.refetchQueue().catch(() => undefined);
      return after;
    });
  }

  /** What was typed stays; saved again, it goes over what the other door has made. */
  async #lookAgain(): Promise<void> {
    this.#job = await this.studio.transport.call('job', { job: this.#job.id });
    this.studio.takeJob(this.#job);
    const { spec, engines } = this.#job;
    const now = { ...defaults(spec), seed: String(spec.seed) };
    this.meanwhile = words.editMeanwhile(lineOf(now, engines.join(', ')));
  }

  #engineChanged(): boolean {
    return this.engineName !== this.#job.engines[0];
  }

  /** Only what was changed: a length is shown rounded, and must not become so. */
  #changed(wish: SpecWish): SpecWish {
    const { fields } = this;
    const same = (name: keyof SpecFields) => fields[name] === this.#initial[name];
    const { size, frames, fps, seed } = wish;
    return {
      ...(size && !same('size') ? { size } : {}),
      ...(same('seconds') && same('fps') ? {} : { frames: frames ?? null, fps: fps ?? null }),
      ...(same('seed') ? {} : { seed: seed ?? anySeed() }),
    };
  }
}
