import { describe, expect, it } from 'vitest';

import type { ExportView } from '../generated/api';
import { FakeStudio } from '../transport/fake';
import { Exporting } from './exporting.svelte';
import { Studio } from './studio.svelte';

const running: ExportView = {
  export: 'export-1',
  state: 'running',
  done_bytes: 10,
  total_bytes: 100,
  videos: 0,
  size_bytes: 0,
  file_name: 'a.zip',
  problems: [],
};

function exporting() {
  const fake = new FakeStudio();
  fake.answers.start_export = () => running;
  return { fake, exporting: new Exporting(new Studio(fake)) };
}

describe('an export', () => {
  it('is followed to its end and then saved', async () => {
    const { fake, exporting: own } = exporting();
    const steps: ExportView[] = [
      { ...running, done_bytes: 60 },
      { ...running, state: 'done', videos: 2, size_bytes: 90 },
    ];
    fake.answers.export = () => steps.shift() ?? running;
    await own.start({ select: 'all' });
    expect(own.view?.state).toBe('done');
    expect(own.saved).toBe(true);
  });

  it('that is stopped leaves nothing, not even the error of its last question', async () => {
    const { fake, exporting: own } = exporting();
    fake.answers.cancel_export = () => ({});
    fake.answers.export = () => {
      void own.stop();
      throw new Error('there is no export export-1');
    };
    await own.start({ select: 'all' });
    await Promise.resolve();
    expect(own.view).toBeNull();
    expect(own.error).toBeNull();
    expect(fake.count('cancel_export')).toBe(1);
  });

  it('that fails says why, and can be begun anew', async () => {
    const { fake, exporting: own } = exporting();
    const error = { code: 'disk_full', message: 'the disk is full' } as const;
    fake.answers.export = () => ({ ...running, state: 'failed', error });
    await own.start({ select: 'all' });
    expect(own.error?.message).toBe('the disk is full');
    own.dismiss();
    expect([own.view, own.error]).toEqual([null, null]);
  });
});
