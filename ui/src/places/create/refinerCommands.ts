import type { Command } from '../../commands/registry.svelte';
import type { App } from '../../models/app.svelte';
import { refinerTitle } from '../../models/refiners';
import { words } from '../../words';

/** One command for each refiner that can be chosen. */
export function refinerCommands({ studio, setup }: App): Command[] {
  return studio.refiners.map((refiner) => ({
    id: `refine.with.${refiner.name}`,
    title: words.commands.refineWith(refinerTitle(refiner)),
    group: 'create',
    keys: [],
    refused: () =>
      studio.choices.every((own) => own.refiner === refiner.name) ? words.refinesNow : null,
    run: () => void setup.refineWith(refiner.name),
  }));
}
