import type { Command } from '../commands/registry.svelte';
import type { App } from '../models/app.svelte';
import type { SettingsPart } from '../paths';
import { words } from '../words';

const say = words.commands;

/** What can be done about engines, models and keys, wherever the window is. */
export function setupCommands({ router, setup }: App): Command[] {
  const go = (part: SettingsPart) => router.go({ at: 'settings', part });
  const open = (part: SettingsPart) => router.place.at === 'settings' && router.place.part === part;
  const add = (what: 'engine' | 'model' | 'key', part: SettingsPart) => {
    setup.adding = what;
    go(part);
  };
  return [
    {
      id: 'setup.engines',
      title: say.goToEngines,
      group: 'setup',
      keys: ['mod+5'],
      run: () => go('engines'),
    },
    {
      id: 'setup.keys',
      title: say.goToKeys,
      group: 'setup',
      keys: ['mod+6'],
      run: () => go('keys'),
    },
    {
      id: 'setup.models',
      title: say.goToModels,
      group: 'setup',
      keys: ['mod+7'],
      run: () => go('models'),
    },
    {
      id: 'setup.addEngine',
      title: say.addEngine,
      group: 'setup',
      keys: [],
      run: () => add('engine', 'engines'),
    },
    {
      id: 'setup.addModel',
      title: say.addModel,
      group: 'setup',
      keys: [],
      run: () => add('model', 'models'),
    },
    {
      id: 'setup.addKey',
      title: say.addKey,
      group: 'setup',
      keys: [],
      run: () => add('key', 'keys'),
    },
    {
      id: 'setup.testAll',
      title: say.testAll,
      group: 'setup',
      keys: [],
      when: () => open('engines'),
      refused: () => (setup.testable.length === 0 ? words.enginesOnlySketch : null),
      run: () => void setup.testAll(),
    },
  ];
}
