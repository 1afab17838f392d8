import { describe, expect, it } from 'vitest';

import type { Check } from '../generated/api';
import { FakeStudio } from '../transport/fake';
import { Repairing } from './repairing.svelte';
import { Studio } from './studio.svelte';

const GOOD: Check = { name: 'folder', state: 'good', message: 'it can be written' };
const BACKUPS: Check = {
  name: 'backups',
  state: 'warning',
  message: 'the newest is three days old',
  repair: 'makes one now',
};

async function looked() {
  const fake = new FakeStudio();
  fake.answers.report = () => ({ checks: [GOOD, BACKUPS] });
  fake.answers.repair = () => ({
    deeds: [{ name: 'backups', state: 'done', message: 'the one of today was made' }],
    report: { checks: [GOOD, { ...GOOD, name: 'backups' }] },
  });
  const studio = new Studio(fake);
  await studio.refetch();
  const repairing = new Repairing(studio);
  await repairing.look();
  return { fake, studio, repairing };
}

describe('a repair', () => {
  it('is done once the user has said yes to what it does, and says what it did', async () => {
    const { fake, studio, repairing } = await looked();
    expect(repairing.wrong).toEqual([BACKUPS]);
    const done = repairing.repair();
    expect(studio.asking.now?.body).toContain('makes one now');
    expect(fake.count('repair')).toBe(0);
    studio.asking.answer(true);
    await done;
    expect(fake.count('repair')).toBe(1);
    expect(repairing.deeds?.map(({ message }) => message)).toEqual(['the one of today was made']);
    expect([repairing.wrong, repairing.mendable]).toEqual([[], []]);
  });

  it('is none after a no, and nothing is asked where there is nothing to repair', async () => {
    const { fake, studio, repairing } = await looked();
    const done = repairing.repair();
    studio.asking.answer(false);
    await done;
    expect(fake.count('repair')).toBe(0);
    fake.answers.report = () => ({ checks: [GOOD] });
    await repairing.look();
    await repairing.repair();
    expect([studio.asking.now, fake.count('repair')]).toEqual([null, 0]);
  });
});
