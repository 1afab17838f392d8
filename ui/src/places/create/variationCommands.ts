import type { Command } from '../../commands/registry.svelte';
import type { Variations } from '../../models/variations.svelte';
import { words } from '../../words';

/** What can be done to the card that has the keys, and to the whole grid. */
interface Acts {
  queue: () => void;
  back: () => void;
  pick: () => void;
  edit: () => void;
  anew: () => void;
  drop: () => void;
}

const say = words.commands;

/** The keys of the grid. */
export function variationCommands(grid: () => Variations, acts: Acts): Command[] {
  const fixed = () => (grid().at === 0 ? words.chosenStays : null);
  const command = (
    id: string,
    title: string,
    keys: string[],
    run: () => void,
    refused: () => string | null = () => null,
  ): Command => ({ id: `variations.${id}`, title, group: 'variations', keys, run, refused });
  const onCard = { within: '[data-card]' };
  return [
    { ...command('pick', say.pick, [' ', 'p'], acts.pick), ...onCard },
    {
      ...command('queue', say.queuePicked, ['Enter'], acts.queue, () => grid().queueRefused),
      ...onCard,
    },
    { ...command('edit', say.editCard, ['e'], acts.edit, fixed), ...onCard },
    {
      ...command('anew', say.anewCard, ['r'], acts.anew, () => fixed() ?? grid().refused),
      ...onCard,
    },
    { ...command('drop', say.dropCard, ['Delete', 'Backspace'], acts.drop, fixed), ...onCard },
    command(
      'all',
      say.pickAll,
      [],
      () => grid().pickAll(true),
      () => grid().pickAllRefused(true),
    ),
    command(
      'none',
      say.pickNone,
      [],
      () => grid().pickAll(false),
      () => grid().pickAllRefused(false),
    ),
    command(
      'newSet',
      say.newSet,
      [],
      () => void grid().again(),
      () => grid().refused,
    ),
    command('back', say.backToPrompt, ['Escape'], acts.back),
  ];
}
