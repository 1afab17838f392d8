import type { Check, Deed, Report } from '../generated/api';
import { StudioError } from '../transport/types';
import { words } from '../words';
import type { Studio } from './studio.svelte';

/** How the library and this computer are, and what a repair did about it. */
export class Repairing {
  report: Report | null = $state.raw(null);
  /** What the last repair did; null before one. */
  deeds: Deed[] | null = $state.raw(null);
  error: StudioError | null = $state.raw(null);
  busy = $state(false);

  constructor(private readonly studio: Studio) {}

  /** What is not as it should be. */
  get wrong(): Check[] {
    return this.report?.checks.filter(({ state }) => state !== 'good') ?? [];
  }

  /** What a repair can do something about. */
  get mendable(): Check[] {
    return this.report?.checks.filter(({ repair }) => repair) ?? [];
  }

  /** Looks everything over. */
  async look(): Promise<void> {
    await this.#run(async () => {
      this.deeds = null;
      this.report = await this.studio.transport.call('report', {});
      this.studio.announcer.say(words.repair.looked(this.wrong.length));
    });
  }

  /** Repairs what can be repaired, once the user has said yes to it. */
  async repair(): Promise<void> {
    const does = this.mendable.map(({ name, repair }) => words.repair.does(name, repair ?? ''));
    if (does.length === 0) return;
    const question = { ...words.repair.question, body: does.join(' ') };
    if (!(await this.studio.asking.ask(question))) return;
    await this.#run(async () => {
      const { deeds, report } = await this.studio.transport.call('repair', {});
      this.report = report;
      this.deeds = deeds;
      this.studio.announcer.say(words.repair.done(deeds.length));
      await this.studio.refetch();
    });
  }

  async #run(act: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.error = null;
    try {
      await act();
    } catch (thrown) {
      this.error = StudioError.from(thrown);
    } finally {
      this.busy = false;
    }
  }
}
