import { describe, expect, it } from 'vitest';

import type { Settings as Values } from '../generated/api';
import { FakeStudio } from '../transport/fake';
import { StudioError } from '../transport/types';
import { Settings } from './settings.svelte';

const values: Values = {
  refine_with: {},
  theme: 'dark',
  text_percent: 100,
  single_keys: true,
  on_close: 'stop',
  notifications: true,
  keep_awake: true,
  expiry: 'never',
  tuner_expiry: 'never',
  tuner_new_per_minute: 0,
};

function setUp() {
  const fake = new FakeStudio();
  const chosen: string[] = [];
  fake.answers.settings = () => values;
  fake.answers.change_settings = (wanted) => ({ ...values, ...(wanted as Partial<Values>) });
  const settings = new Settings(fake, { choose: (theme) => void chosen.push(theme) });
  return { fake, chosen, settings };
}

describe('settings', () => {
  it('shows what the studio has saved', async () => {
    const { chosen, settings } = setUp();
    await settings.load();
    await settings.change({ theme: 'light', single_keys: false });
    expect(settings.now).toEqual({ ...values, theme: 'light', single_keys: false });
    expect(settings.singleKeys).toBe(false);
    expect(chosen).toEqual(['dark', 'light']);
  });

  it('stays as it is when it can not be saved, and says why', async () => {
    const { fake, settings } = setUp();
    await settings.load();
    fake.answers.change_settings = () => {
      throw new StudioError({ code: 'disk_full', message: 'could not save the settings' });
    };
    await settings.change({ on_close: 'finish' });
    expect(settings.now?.on_close).toBe('stop');
    expect(settings.error?.api.code).toBe('disk_full');
  });
});
