import { describe, expect, it } from 'vitest';

import { FakeStudio, fakeJob } from '../transport/fake';
import { WordDiff, sceneRows, settingRows, settingsOf } from './comparing.svelte';

describe('two takes beside each other', () => {
  it('name the fields of which either says something', () => {
    const rows = sceneRows({ subjects: 'a fox' }, { subjects: 'a fox', location: 'a street' });
    expect(rows.map(({ name, other, own, same }) => [name, other, own, same])).toEqual([
      ['Subjects', 'a fox', 'a fox', true],
      ['Location', 'not said', 'a street', false],
    ]);
    expect(sceneRows({}, { subjects: 'a fox' })).toEqual([]);
    expect(sceneRows({ subjects: 'a fox' }, null)).toEqual([]);
  });

  it('name every setting, and which of them differ', () => {
    const one = fakeJob('job-1', { state: 'queued' });
    const other = { ...one, spec: { ...one.spec, seed: 7 } };
    const differing = settingRows(settingsOf(other), settingsOf(one)).filter((row) => !row.same);
    expect(differing.map((row) => [row.name, row.other])).toEqual([['Seed', '7']]);
  });

  it('are asked about once, and again after the line was broken', async () => {
    const fake = new FakeStudio();
    const diff = new WordDiff(fake);
    await diff.ask('a fox', 'a hare');
    await diff.ask('a fox', 'a hare');
    expect(fake.count('compare')).toBe(1);
    expect(diff.changes).toHaveLength(2);
    await diff.ask('a fox', 'a fox');
    expect(diff.changes).toEqual([]);
    await diff.ask('', 'a fox');
    expect(diff.changes).toHaveLength(1);
    expect(fake.count('compare')).toBe(1);
    fake.answers.compare = () => {
      throw new Error('lost');
    };
    await diff.ask('a', 'b');
    expect(diff.changes).toBeNull();
    fake.answers.compare = () => [];
    await diff.ask('a', 'b');
    expect(diff.changes).toEqual([]);
  });
});
