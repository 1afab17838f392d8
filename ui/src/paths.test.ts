import { describe, expect, it } from 'vitest';

import { pathTo, placeOf, type Place } from './paths';

describe('paths', () => {
  it('every place has an address that leads back to it', () => {
    const places: Place[] = [
      { at: 'create' },
      { at: 'create', session: 's-1' },
      { at: 'create', session: 's-1', job: 'j-1' },
      { at: 'sessions' },
      { at: 'queue' },
      { at: 'queue', show: 'failed' },
      { at: 'import' },
      { at: 'settings' },
      { at: 'settings', part: 'engines' },
      { at: 'settings', part: 'keys' },
      { at: 'settings', part: 'models' },
    ];
    for (const place of places) expect(placeOf(pathTo(place))).toEqual(place);
  });

  it('an unknown address leads to where work begins', () => {
    expect(placeOf('#/elsewhere')).toMatchObject({ at: 'create' });
    expect(placeOf('')).toEqual({ at: 'create' });
  });
});
