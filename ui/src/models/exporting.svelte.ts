import type { ExportView, SessionId } from '../generated/api';
import { StudioError } from '../transport/types';
import type { Studio } from './studio.svelte';

/** One answer is waited for this long; then how far it is gets shown. */
const WAIT_MS = 400;

/** A session's way into a ZIP. */
export class Exporting {
  view: ExportView | null = $state.raw(null);
  saved = $state(false);
  error: StudioError | null = $state.raw(null);

  constructor(readonly studio: Studio) {}

  get running(): boolean {
    return this.view?.state === 'running';
  }

  async start(session: SessionId): Promise<void> {
    this.error = null;
    this.saved = false;
    const { transport } = this.studio;
    try {
      let view = await transport.call('start_export', { select: 'session', session });
      this.view = view;
      while (view.state === 'running') {
        view = await transport.call('export', { export: view.export, wait_ms: WAIT_MS });
        this.view = view;
      }
      if (view.state === 'failed' && view.error) this.error = new StudioError(view.error);
      if (view.state === 'done') await this.save();
    } catch (thrown) {
      this.view = null;
      this.error = StudioError.from(thrown);
    }
  }

  async save(): Promise<void> {
    if (this.view?.state !== 'done') return;
    try {
      this.saved = await this.studio.transport.saveExport(this.view.export, this.view.file_name);
    } catch (thrown) {
      this.error = StudioError.from(thrown);
    }
  }

  async cancel(): Promise<void> {
    if (!this.view) return;
    try {
      await this.studio.transport.call('cancel_export', { export: this.view.export });
      this.view = null;
    } catch (thrown) {
      this.error = StudioError.from(thrown);
    }
  }

  dismiss(): void {
    this.view = null;
    this.error = null;
  }
}
