import { describe, expect, it } from 'vitest';

import { together } from './sending.svelte';

describe('what is sent', () => {
  it('stands once for engines that are sent the same', () => {
    const prose = { form: 'prose', text: '{}' } as const;
    const scene = { form: 'scene', text: '{}' } as const;
    const all = together([
      ['sketch', prose],
      ['cosmos', scene],
      ['wan', { ...prose }],
      ['other', { ...prose, text: 'a fox' }],
    ]);
    expect(all.map(({ engines }) => engines)).toEqual([['sketch', 'wan'], ['cosmos'], ['other']]);
    expect(all[1]?.view).toBe(scene);
  });
});
