import { httpTransport } from './http';
import type { Transport } from './types';

/** The transport for where this page runs. */
export async function chooseTransport(): Promise<Transport> {
  if (import.meta.env.DEV && new URLSearchParams(location.search).get('transport') === 'fake') {
    const { fakeStudio } = await import('./fake');
    return fakeStudio();
  }
  if ('__TAURI_INTERNALS__' in window) {
    const { tauriTransport } = await import('./tauri');
    return await tauriTransport();
  }
  return httpTransport();
}
