import { tick } from 'svelte';

import { spotOf, takesText } from '../commands/keys';
import { leaveField, walkRegions } from '../commands/regions';
import type { Command } from '../commands/registry.svelte';
import type { App } from '../models/app.svelte';
import { themes } from '../models/theme.svelte';
import { UNDO_KEYS } from '../models/toasts.svelte';
import type { Place } from '../paths';
import { StudioError } from '../transport/types';
import { words } from '../words';
import { setupCommands } from './setupCommands';

const say = words.commands;

/** What can be done wherever the window is. */
export function windowCommands(app: App): Command[] {
  return [...frame(app), ...pages(app), ...queue(app), ...setupCommands(app), ...look(app)];
}

function frame(app: App): Command[] {
  return [
    {
      id: 'window.palette',
      title: say.palette,
      group: 'window',
      keys: ['mod+k'],
      run: () => app.overlay.open('palette'),
    },
    {
      id: 'window.help',
      title: say.help,
      group: 'window',
      keys: ['?'],
      run: () => app.overlay.open('help'),
    },
    {
      id: 'create.new',
      title: say.newSession,
      group: 'create',
      keys: ['mod+n'],
      refused: () => app.newRefused,
      run: () => {
        app.newSession();
        void tick().then(() => document.getElementById('prompt')?.focus());
      },
    },
    {
      id: 'undo',
      title: say.undo,
      group: 'window',
      // Once something is typed, a field undoes its own words.
      keys: [UNDO_KEYS],
      inFields: true,
      when: () => app.toasts.undoes || !takesText(spotOf(document.activeElement)),
      refused: () => (app.toasts.now?.undo ? null : words.nothingToUndo),
      run: () => void app.toasts.undo(),
    },
    {
      id: 'region.next',
      title: say.nextRegion,
      group: 'window',
      keys: ['F6'],
      run: () => walkRegions(1),
    },
    {
      id: 'region.previous',
      title: say.previousRegion,
      group: 'window',
      keys: ['shift+F6'],
      run: () => walkRegions(-1),
    },
    {
      id: 'field.leave',
      title: say.escape,
      group: 'window',
      keys: ['Escape'],
      inFields: true,
      when: () => takesText(spotOf(document.activeElement)),
      run: leaveField,
    },
  ];
}

function pages({ router }: App): Command[] {
  const all: [Place['at'], string][] = [
    ['create', words.create],
    ['sessions', words.sessions],
    ['queue', words.queue],
    ['settings', words.settings],
    ['import', words.importFile],
  ];
  return all.map(([at, name], index) => ({
    id: `go.${at}`,
    title: say.goTo(name),
    group: 'window',
    // The rail has no page for prompt files.
    keys: at === 'import' ? [] : [`mod+${index + 1}`],
    run: () => router.go({ at }),
  }));
}

function queue({ studio, acts, toasts }: App): Command[] {
  return [
    {
      id: 'queue.pause',
      get title() {
        return studio.paused ? say.resumeQueue : say.pauseQueue;
      },
      group: 'queue',
      keys: ['mod+shift+p'],
      run: () => {
        acts
          .pause(!studio.paused)
          .catch((thrown: unknown) => toasts.fail(StudioError.from(thrown).message));
      },
    },
  ];
}

function look({ settings }: App): Command[] {
  const names = { system: words.themeSystem, dark: words.themeDark, light: words.themeLight };
  return themes.map((choice) => ({
    id: `theme.${choice}`,
    title: say.theme(names[choice]),
    group: 'window',
    keys: [],
    run: () => void settings.change({ theme: choice }),
  }));
}
