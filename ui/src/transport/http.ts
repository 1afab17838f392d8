import {
  BASE_PATH,
  ROUTES,
  type Calls,
  type ChangeEvent,
  type ProgressView,
  type SnapshotRequired,
  type WritingView,
} from '../generated/api';
import { words } from '../words';
import { isApiError, StudioError, type Heard, type Transport } from './types';

const RETRY_FIRST_MS = 500;
const RETRY_MAX_MS = 15_000;

type Fields = Record<string, unknown>;

/** The method, address and body of a call. */
export function request(name: keyof Calls, input: Fields): { url: string; init: RequestInit } {
  const route = ROUTES[name];
  const rest: Fields = { ...input };
  const path = route.path.replace(/\{(\w+)\}/g, (_, field: string) => {
    const value = rest[field];
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete
    delete rest[field];
    return encodeURIComponent(String(value));
  });
  if (route.method === 'POST') {
    return {
      url: BASE_PATH + path,
      init: {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(rest),
      },
    };
  }
  const query = new URLSearchParams();
  for (const [field, value] of Object.entries(rest)) {
    if (value !== undefined && value !== null) query.set(field, String(value));
  }
  const tail = query.size > 0 ? `?${query}` : '';
  return { url: BASE_PATH + path + tail, init: { method: route.method } };
}

async function ask(url: string, init: RequestInit): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (cause) {
    throw new StudioError({
      code: 'closed',
      message: words.studioUnreachable,
      hint: words.studioUnreachableHint,
      causes: [String(cause)],
    });
  }
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body;
  const error = (body as { error?: unknown } | null)?.error;
  throw new StudioError(
    isApiError(error)
      ? error
      : { code: 'internal', message: words.studioAnswered(response.status) },
  );
}

/** The studio that served this page. */
export function httpTransport(): Transport {
  return {
    capabilities: { saves: 'download', dropsByDoor: false, endsStudio: false, opensFiles: false },
    async call(name, input, signal) {
      const { url, init } = request(name, input as Fields);
      return (await ask(url, signal ? { ...init, signal } : init)) as never;
    },
    async upload(file) {
      const query = new URLSearchParams({ name: file.name });
      const url = `${BASE_PATH}${ROUTES.read_prompt_file.path}?${query}`;
      return (await ask(url, { method: 'POST', body: file })) as never;
    },
    media: (path) => path,
    events: (after, on) => listen(after, on),
    saveExport(id, fileName) {
      const link = document.createElement('a');
      link.href = request('export_file', { export: id }).url;
      link.download = fileName;
      link.click();
      return Promise.resolve(true);
    },
    openVideo: () =>
      Promise.reject(new StudioError({ code: 'not_now', message: words.onlyInWindow })),
    painted: () => undefined,
    drops: () => () => undefined,
  };
}

/**
 * Listens, and after a break resumes from the last number heard. An `EventSource` would
 * do so by itself, but gives up for good where the server answers with an error.
 */
function listen(after: number, on: (heard: Heard) => void): () => void {
  let last = after;
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = RETRY_FIRST_MS;

  const open = () => {
    source = new EventSource(`${BASE_PATH}/events?after=${last}`);
    source.addEventListener('open', () => {
      wait = RETRY_FIRST_MS;
      on({ kind: 'open' });
    });
    source.addEventListener('change', ({ data }: MessageEvent<string>) => {
      const event = JSON.parse(data) as ChangeEvent;
      last = event.seq;
      on({ kind: 'change', event });
    });
    source.addEventListener('snapshot_required', ({ data }: MessageEvent<string>) => {
      last = (JSON.parse(data) as SnapshotRequired).seq;
      on({ kind: 'missed' });
    });
    source.addEventListener('progress', ({ data }: MessageEvent<string>) => {
      on({ kind: 'progress', progress: JSON.parse(data) as ProgressView[] });
    });
    source.addEventListener('writing', ({ data }: MessageEvent<string>) => {
      on({ kind: 'writing', writing: JSON.parse(data) as WritingView[] });
    });
    source.addEventListener('set_up', () => {
      on({ kind: 'set_up' });
    });
    source.addEventListener('error', () => {
      source?.close();
      on({ kind: 'lost' });
      timer = setTimeout(open, wait);
      wait = Math.min(wait * 2, RETRY_MAX_MS);
    });
  };

  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}
