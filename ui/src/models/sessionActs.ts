import type { SessionView } from '../generated/api';
import { words } from '../words';
import type { Studio } from './studio.svelte';
import type { Toasts } from './toasts.svelte';

/** What is done to sessions as a whole; each of it can be undone. */
export class SessionActs {
  constructor(
    private readonly studio: Studio,
    private readonly toasts: Toasts,
  ) {}

  async rename(session: SessionView, title: string): Promise<void> {
    const { transport } = this.studio;
    const { id, title: before } = session;
    if (title.trim() === before) return;
    await transport.call('rename_session', { session: id, title });
    await this.studio.refetchSessions();
    this.toasts.show(words.sessionRenamed(title.trim()), async () => {
      await transport.call('rename_session', { session: id, title: before });
    });
  }

  async remove(session: SessionView): Promise<void> {
    await this.studio.transport.call('delete_session', { session: session.id });
    await this.studio.refetchSessions();
    this.toasts.show(words.sessionDeleted(session.title), () => this.restore(session));
  }

  async restore(session: SessionView): Promise<void> {
    await this.studio.transport.call('restore_session', { session: session.id });
    await this.studio.refetchSessions();
  }

  /** The sessions that were deleted, the one touched last first. */
  async deleted(): Promise<SessionView[]> {
    return await this.studio.transport.call('list_sessions', { deleted: true });
  }
}
