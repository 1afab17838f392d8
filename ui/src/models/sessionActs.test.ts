import { describe, expect, it } from 'vitest';

import type { SessionView } from '../generated/api';
import { FakeStudio } from '../transport/fake';
import { SessionActs } from './sessionActs';
import { Studio } from './studio.svelte';
import { Toasts } from './toasts.svelte';

const fox: SessionView = {
  id: 'session-1',
  title: 'A fox',
  takes: 1,
  done: 1,
  failed: 0,
  live: 0,
  created_at: 1,
  touched_at: 1,
};

function setUp() {
  const fake = new FakeStudio();
  fake.answers.rename_session = () => ({});
  fake.answers.delete_session = () => ({});
  fake.answers.restore_session = () => ({});
  const toasts = new Toasts(() => undefined);
  const acts = new SessionActs(new Studio(fake), toasts);
  const sent = (name: string) =>
    fake.called.filter((call) => call.name === name).map((call) => call.input);
  return { acts, toasts, sent };
}

describe('acts on sessions', () => {
  it('takes a deletion back', async () => {
    const { acts, toasts, sent } = setUp();
    await acts.remove(fox);
    expect(sent('delete_session')).toEqual([{ session: fox.id }]);
    await toasts.undo();
    expect(sent('restore_session')).toEqual([{ session: fox.id }]);
  });

  it('takes a new title back, and leaves the same title alone', async () => {
    const { acts, toasts, sent } = setUp();
    await acts.rename(fox, ' A fox ');
    expect(sent('rename_session')).toEqual([]);
    await acts.rename(fox, 'A hare');
    await toasts.undo();
    expect(sent('rename_session')).toEqual([
      { session: fox.id, title: 'A hare' },
      { session: fox.id, title: 'A fox' },
    ]);
  });
});
