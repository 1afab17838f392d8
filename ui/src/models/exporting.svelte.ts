import type { ExportView, JobView, StartExport } from '../generated/api';
import { StudioError } from '../transport/types';
import type { Studio } from './studio.svelte';

/** One answer is waited for this long; then how far it is gets shown. */
const WAIT_MS = 400;

/** Videos on their way into a ZIP: one export at a time, whatever is on the screen. */
export class Exporting {
  view: ExportView | null = $state.raw(null);
  saved = $state(false);
  error: StudioError | null = $state.raw(null);

  constructor(readonly studio: Studio) {}

  get running(): boolean {
    return this.view?.state === 'running';
  }

  async start(select: StartExport): Promise<void> {
    this.error = null;
    this.saved = false;
    const { transport } = this.studio;
    let id: string | undefined;
    try {
      let view = await transport.call('start_export', select);
      id = view.export;
      this.view = view;
      while (view.state === 'running') {
        view = await transport.call('export', { export: id, wait_ms: WAIT_MS });
        // It may have been stopped in the meantime.
        if (this.view?.export !== id) return;
        this.view = view;
      }
      if (view.state === 'failed' && view.error) this.error = new StudioError(view.error);
      if (view.state === 'done') await this.save();
    } catch (thrown) {
      if (id !== undefined && this.view?.export !== id) return;
      this.view = null;
      this.error = StudioError.from(thrown);
    }
  }

  async save(): Promise<void> {
    if (this.view?.state !== 'done') return;
    this.error = null;
    try {
      this.saved = await this.studio.transport.saveExport(this.view.export, this.view.file_name);
    } catch (thrown) {
      this.error = StudioError.from(thrown);
    }
  }

  async stop(): Promise<void> {
    const { view } = this;
    if (!view) return;
    this.view = null;
    try {
      await this.studio.transport.call('cancel_export', { export: view.export });
    } catch (thrown) {
      this.error = StudioError.from(thrown);
    }
  }

  /** Ready for another one. */
  dismiss(): void {
    this.view = null;
    this.error = null;
  }
}

/** The videos of these jobs, and what they weigh. */
export function weigh(jobs: readonly JobView[]): { videos: string[]; bytes: number } {
  const videos = jobs.flatMap((job) => job.video ?? []);
  return {
    videos: videos.map((video) => video.id),
    bytes: videos.reduce((sum, video) => sum + video.size_bytes, 0),
  };
}
