import type { JobId, SessionId } from './generated/api';
import { shows, type Show } from './models/queue';

/** Where the window can be. Each place has one address. */
export type Place =
  | { at: 'create'; session?: SessionId | undefined; job?: JobId | undefined }
  | { at: 'sessions' }
  | { at: 'queue'; show?: Show | undefined }
  | { at: 'import' }
  | { at: 'settings'; part?: SettingsPart | undefined };

/** The settings beside those of the window itself. */
export const settingsParts = ['engines', 'models', 'keys'] as const;
export type SettingsPart = (typeof settingsParts)[number];

/** The address of a place. */
export function pathTo(place: Place): string {
  switch (place.at) {
    case 'create': {
      const parts = ['#/create', place.session, place.session && place.job];
      return parts.filter(Boolean).join('/');
    }
    case 'queue':
      return place.show ? `#/queue/${place.show}` : '#/queue';
    case 'settings':
      return place.part ? `#/settings/${place.part}` : '#/settings';
    case 'sessions':
    case 'import':
      return `#/${place.at}`;
  }
}

/** The place of an address; an unknown one is where work begins. */
export function placeOf(hash: string): Place {
  const [at, session, job] = hash.replace(/^#\/?/, '').split('/');
  switch (at) {
    case 'queue': {
      const show = shows.find((own) => own === session);
      return { at, ...(show ? { show } : {}) };
    }
    case 'settings': {
      const part = settingsParts.find((own) => own === session);
      return { at, ...(part ? { part } : {}) };
    }
    case 'sessions':
    case 'import':
      return { at };
    default:
      return {
        at: 'create',
        ...(session ? { session: decodeURIComponent(session) } : {}),
        ...(session && job ? { job: decodeURIComponent(job) } : {}),
      };
  }
}
