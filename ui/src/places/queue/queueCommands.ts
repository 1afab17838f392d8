import type { Command } from '../../commands/registry.svelte';
import type { App } from '../../models/app.svelte';
import type { Selection } from '../../models/selection.svelte';
import { words } from '../../words';

const say = words.commands;

/** What can be done on the queue's page. */
export function queueCommands(
  { studio, acts }: Pick<App, 'studio' | 'acts'>,
  selection: Selection,
  onexpire: () => void,
  onerror: (thrown: unknown) => void,
): Command[] {
  const finished = () => Object.values(studio.finished).some((count) => count > 0);
  return [
    {
      id: 'queue.selectAll',
      title: say.selectAll,
      group: 'queue',
      keys: ['mod+a'],
      inFields: false,
      run: () => selection.all(),
    },
    {
      id: 'queue.selectNone',
      title: say.selectNone,
      group: 'queue',
      keys: ['Escape'],
      inFields: false,
      when: () => selection.jobs.length > 0,
      run: () => selection.none(),
    },
    {
      id: 'queue.clear',
      title: say.clearFinished,
      group: 'queue',
      keys: [],
      refused: () => (finished() ? null : words.finished.none),
      run: () => void acts.clear().catch(onerror),
    },
    {
      id: 'queue.expire',
      title: say.expireOld,
      group: 'queue',
      keys: [],
      refused: () => (studio.live > 0 ? null : words.expiry.nothing),
      run: onexpire,
    },
  ];
}
