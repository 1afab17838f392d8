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

  /** Puts a session away, or takes it out again. */
  async archive(session: SessionView, archived: boolean): Promise<void> {
    const put = async (away: boolean) => {
      await this.studio.transport.call('archive_session', { session: session.id, archived: away });
      await this.studio.refetchSessions();
    };
    await put(archived);
    const said = archived ? words.sessionArchived : words.sessionUnarchived;
    this.toasts.show(said(session.title), () => put(!archived));
  }

  /** Makes a session of its own from its revisions and draft. */
  async duplicate(session: SessionView): Promise<SessionView> {
    const { transport } = this.studio;
    const copy = await transport.call('duplicate_session', { session: session.id });
    await this.studio.refetchSessions();
    this.toasts.show(words.sessionDuplicated(copy.title), async () => {
      await transport.call('delete_session', { session: copy.id });
      await this.studio.refetchSessions();
    });
    return copy;
  }

  /** The sessions that are put away, the one touched last first. */
  async archived(): Promise<SessionView[]> {
    return await this.studio.transport.call('list_sessions', { archived: true });
  }

  /** The sessions that were deleted, the one touched last first. */
  async deleted(): Promise<SessionView[]> {
    return await this.studio.transport.call('list_sessions', { deleted: true });
  }
}
