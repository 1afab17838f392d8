import { Channel, invoke } from '@tauri-apps/api/core';
import { getCurrentWebview } from '@tauri-apps/api/webview';

import type { ChangeEvent, ProgressView, WritingView } from '../generated/api';
import { StudioError, type Drop, type Heard, type Transport } from './types';

const RETRY_FIRST_MS = 500;
const RETRY_MAX_MS = 15_000;

type Message =
  | { kind: 'change'; event: ChangeEvent }
  | { kind: 'progress'; progress: ProgressView[] }
  | { kind: 'writing'; writing: WritingView[] }
  | { kind: 'set_up' }
  | { kind: 'snapshot_required'; seq: number }
  | { kind: 'ended' };

interface Doorway {
  address: string;
  mediaToken: string | null;
  runsStudio: boolean;
}

async function ask<T>(command: string, input: Record<string, unknown> = {}): Promise<T> {
  try {
    return await invoke<T>(command, input);
  } catch (thrown) {
    throw StudioError.from(thrown);
  }
}

/**
 * Asks a refiner. There is no line that could be cut, as a browser cuts one: the studio is
 * told to stop the call, by its name.
 */
async function askToRefine<T>(name: string, input: Named, signal: AbortSignal): Promise<T> {
  const { call } = input;
  const stop = () =>
    // Whoever has stopped waits for nothing more; a call that has ended needs no stop.
    void ask('call', { name: 'stop_refining', input: { call } }).catch(() => undefined);
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await ask<T>('call', { name, input });
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** What has a name by which it can be stopped. */
interface Named {
  call: string;
}

function isNamed(input: object): input is Named {
  return 'call' in input && typeof input.call === 'string';
}

/** The studio that the desktop shell holds or has joined. */
export async function tauriTransport(): Promise<Transport> {
  const doorway = await ask<Doorway>('doorway');
  const token = doorway.mediaToken ? `?token=${encodeURIComponent(doorway.mediaToken)}` : '';
  return {
    capabilities: {
      saves: 'dialog',
      dropsByDoor: true,
      endsStudio: doorway.runsStudio,
      opensFiles: true,
    },
    call: (name, input, signal) =>
      signal && isNamed(input) ? askToRefine(name, input, signal) : ask('call', { name, input }),
    async upload(file) {
      const bytes = Array.from(new Uint8Array(await file.arrayBuffer()));
      return await ask('upload', { fileName: file.name, bytes });
    },
    // The page itself is not served over HTTP here, and WebKitGTK plays only what is.
    media: (path) => doorway.address + path + token,
    events: (after, on) => listen(after, on),
    async saveExport(id, fileName) {
      const saved = await ask<string | null>('save_export', { export: { export: id }, fileName });
      return saved !== null;
    },
    openVideo: (video, what) => ask('open_video', { video: { video }, folder: what === 'folder' }),
    painted: () => void ask('painted'),
    drops: (on) => listenForDrops(on),
  };
}

function listen(after: number, on: (heard: Heard) => void): () => void {
  let last = after;
  let ended = false;
  let wait = RETRY_FIRST_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const again = () => {
    if (ended) return;
    on({ kind: 'lost' });
    timer = setTimeout(open, wait);
    wait = Math.min(wait * 2, RETRY_MAX_MS);
  };
  const open = () => {
    const channel = new Channel<Message>();
    channel.onmessage = (message) => {
      if (ended) return;
      if (message.kind === 'ended') return again();
      if (message.kind === 'snapshot_required') {
        last = message.seq;
        return on({ kind: 'missed' });
      }
      if (message.kind === 'change') last = message.event.seq;
      on(message);
    };
    invoke('listen', { after: last, channel }).then(() => {
      wait = RETRY_FIRST_MS;
      if (!ended) on({ kind: 'open' });
    }, again);
  };

  open();
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}

function listenForDrops(on: (drop: Drop) => void): () => void {
  const listening = getCurrentWebview().onDragDropEvent(({ payload }) => {
    switch (payload.type) {
      case 'enter':
      case 'over':
        return on({ kind: 'over' });
      case 'leave':
        return on({ kind: 'left' });
      case 'drop': {
        const [path] = payload.paths;
        if (!path) return on({ kind: 'left' });
        return on({ kind: 'dropped', read: () => ask('read_prompt_path', { path }) });
      }
    }
  });
  return () => void listening.then((end) => end());
}
