import { httpTransport } from './http';
import type { Transport } from './types';

/** The transport for where this page runs. */
export async function chooseTransport(): Promise<Transport> {
  // A page built for pictures, and no other, shows a made-up studio: ?scene=night.
  if (import.meta.env.MODE === 'pictures') {
    const { fakeScene } = await import('./fake/scenes');
    return fakeScene(new URLSearchParams(location.search).get('scene') ?? '');
  }
  if ('__TAURI_INTERNALS__' in window) {
    const { tauriTransport } = await import('./tauri');
    return await tauriTransport();
  }
  return httpTransport();
}
