import { tick } from 'svelte';

import type { Command } from '../../commands/registry.svelte';
import type { App } from '../../models/app.svelte';
import { putOn } from '../../models/puttingOn';
import { words } from '../../words';

const say = words.commands;

/** Templates, presets, and what should not be seen. */
export function shelfCommands(app: App): Command[] {
  const { shelf, overlay } = app;
  const closed = () => (app.composer ? null : words.sessionLoading);
  const writing = () => closed() ?? (app.composer?.variations.open ? words.backFirst : null);
  const command = (id: string, title: string, run: () => void): Command => ({
    id,
    title,
    group: 'create',
    keys: [],
    refused: writing,
    run,
  });
  const open = (kind: 'template' | 'preset', name: string) => {
    shelf.wanted = { kind, name };
    overlay.open('shelf');
  };
  return [
    {
      ...command('create.shelf', say.shelf, () => overlay.open('shelf')),
      keys: ['mod+shift+y'],
    },
    command('create.negative', say.negative, () => {
      if (!app.composer) return;
      app.composer.negative.open = true;
      void tick().then(() => document.getElementById('negative')?.focus());
    }),
    ...shelf.templates.map((own) =>
      command(`template.${own.name}`, say.template(own.name), () => open('template', own.name)),
    ),
    ...shelf.presets.map((own) => ({
      ...command(`preset.${own.name}`, say.preset(own.name), () => {
        if (app.composer) void putOn(app.composer, own.name);
      }),
      refused: () => closed() ?? app.composer?.enhanceRefused ?? null,
    })),
  ];
}
