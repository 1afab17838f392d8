import type { Command } from '../../commands/registry.svelte';
import type { App } from '../../models/app.svelte';
import { words } from '../../words';

/** What the place itself does. */
interface Acts {
  generate: () => void;
  openParams: () => void;
  openLocks: () => void;
  setField: () => void;
  openTree: () => void;
  openSent: () => void;
  openDetail: () => void;
  /** Why there is nothing to export; null when there is. */
  exportRefused: () => string | null;
}

const say = words.commands;

/** What can be done while something is written. */
export function createCommands(app: App, acts: Acts): Command[] {
  const { panels } = app;
  const now = () => app.composer;
  const loading = words.sessionLoading;
  const command = (
    id: string,
    title: string,
    keys: string[],
    run: () => void,
    refused: () => string | null = () => null,
  ): Command => ({ id: `create.${id}`, title, group: 'create', keys, run, refused });
  const writing = () => (now()?.variations.open ? words.backFirst : null);
  return [
    command('generate', say.generate, ['mod+Enter'], acts.generate, () => {
      const composer = now();
      if (!composer) return loading;
      return composer.variations.open ? composer.variations.queueRefused : composer.refused;
    }),
    command(
      'enhance',
      say.enhance,
      ['mod+e'],
      () => void now()?.refining.enhance(),
      () => now()?.enhanceRefused ?? (now() ? null : loading),
    ),
    command(
      'variations',
      say.variations,
      ['mod+shift+v'],
      () => void now()?.variations.show(),
      () => (now() ? (now()?.variations.refused ?? null) : loading),
    ),
    command(
      'lockWords',
      say.lockWords,
      ['mod+shift+l'],
      () => now()?.locking.toggleWords(),
      () => writing() ?? (now() ? (now()?.locking.refused ?? null) : loading),
    ),
    command('locks', say.locks, ['mod+shift+k'], acts.openLocks, () =>
      now()?.sends ? null : words.writeFirst,
    ),
    command('setField', say.setField, ['F2'], acts.setField, () =>
      now()?.sends ? null : words.writeFirst,
    ),
    command('tree', say.tree, ['mod+shift+h'], acts.openTree),
    {
      ...command('stop', say.stop, [], () => now()?.waiting.stop()),
      when: () => {
        const busy = now()?.busy;
        return !!busy && busy !== 'generating';
      },
    },
    command(
      'export',
      say.export,
      ['mod+shift+e'],
      () => app.overlay.open('export'),
      () => (app.exporting.view ? null : acts.exportRefused()),
    ),
    command('params', say.openParams, [], acts.openParams),
    command('detail', words.showDetail, [], acts.openDetail, () =>
      now()?.sends ? null : words.writeFirst,
    ),
    command('sent', words.showSent, [], acts.openSent, () =>
      now()?.sends ? null : words.writeFirst,
    ),
    {
      id: 'window.inspector',
      get title() {
        return panels.inspectorOpen ? say.hideInspector : say.showInspector;
      },
      group: 'window',
      keys: ['mod+i'],
      run: () => panels.toggleInspector(),
    },
  ];
}
