import { describe, expect, it } from 'vitest';

import { FakeStudio } from '../transport/fake';
import { fakeSet } from '../transport/fake/refining';
import { StudioError } from '../transport/types';
import { Composer } from './composer.svelte';
import { Drafts } from './drafts';
import { Studio } from './studio.svelte';

async function sheet(text = 'A fox in snow') {
  const fake = new FakeStudio();
  const studio = new Studio(fake);
  await studio.refetch();
  const composer = new Composer(studio, new Drafts(fake, null), undefined);
  composer.write(text);
  composer.asked.know({ subjects: 'A fox', location: 'snow' }, text);
  const setting = composer.settingField;
  const set = async (value: string) => {
    setting.begin('lighting');
    setting.typed = value;
    return await setting.keep();
  };
  const asked = () => fake.called.filter(({ name }) => name === 'set_fields');
  return { fake, composer, setting, set, asked };
}

describe('a field that is set', () => {
  it('changes the prompt at once, and one step takes it back', async () => {
    const { composer, setting, set } = await sheet();
    const back = await set('soft light');
    expect(composer.sends).toBe('A fox in snow, soft light');
    expect(composer.review?.proposal).toMatchObject({ of: 'field', name: 'Lighting' });
    expect(composer.review?.verdicts).toEqual(['yes']);
    expect(composer.scene?.lighting).toBe('soft light');
    expect(composer.origin).toBe('updated');
    expect(setting.open).toBeNull();
    back?.();
    expect(composer.sends).toBe('A fox in snow');
    expect(composer.review).toBeNull();
  });

  it('goes back to the changes that stood open, and leaves the rest as it is', async () => {
    const { composer, set } = await sheet();
    await composer.refining.enhance();
    const open = composer.review;
    const back = await set('soft light');
    composer.locking.toggle('style');
    back?.();
    expect(composer.review).toBe(open);
    expect(composer.locking.fields).toEqual(['style']);
  });

  it('opens with what is said, and what is unchanged asks nothing', async () => {
    const { setting, asked } = await sheet();
    setting.begin('location');
    expect(setting.typed).toBe('snow');
    setting.typed = ' snow ';
    expect(await setting.keep()).toBeNull();
    expect([setting.open, asked()]).toEqual([null, []]);
  });

  it('stays written where it is refused, and says why there', async () => {
    const { composer, setting, set, fake } = await sheet();
    expect(await set('nowhere')).toBeNull();
    expect([setting.open, setting.typed, composer.review]).toEqual(['lighting', 'nowhere', null]);
    expect(setting.refused).toEqual({
      field: 'lighting',
      why: '“nowhere” would not be read as Lighting in this prompt. Change the prompt itself.',
    });
    fake.answers.set_fields = () => {
      throw new StudioError({ code: 'internal', message: 'It broke.' });
    };
    await setting.keep();
    expect([setting.typed, setting.refused?.why]).toEqual(['nowhere', 'It broke.']);
    setting.leave();
    expect([setting.open, setting.refused]).toEqual([null, null]);
  });

  it('a locked field does not open, and says how it would', async () => {
    const { composer, setting } = await sheet();
    composer.locking.toggle('lighting');
    setting.begin('lighting');
    expect(setting.open).toBeNull();
    expect(setting.refused?.why).toBe(
      'Lighting is locked. Unlock it in the scene sheet to change it.',
    );
  });

  it('what was written meanwhile is not overwritten', async () => {
    const { composer, setting, fake } = await sheet();
    fake.answers.set_fields = (input) => {
      composer.write('A hare');
      return fakeSet(input);
    };
    setting.begin('lighting');
    setting.typed = 'soft light';
    expect(await setting.keep()).toBeNull();
    expect([composer.sends, setting.typed]).toEqual(['A hare', 'soft light']);
    expect(setting.refused?.why).toContain('was changed while this was asked');
  });
});
