import type { Command } from '../commands/registry.svelte';
import type { Player } from '../models/player.svelte';
import { words } from '../words';

/** What can be done to a video that stands on the stage. */
export function playerCommands(player: Player, fullScreen: () => void): Command[] {
  const say = words.commands;
  const refused = () => (player.failed ? words.videoFailed : null);
  const command = (id: string, title: string, keys: string[], run: () => void): Command => ({
    id: `player.${id}`,
    title,
    group: 'player',
    keys,
    refused,
    run,
  });
  return [
    command('toggle', say.togglePlay, [' '], () => player.toggle()),
    command('backward', say.backward, ['j'], () => player.backward()),
    command('pause', say.pause, ['k'], () => player.pause()),
    command('forward', say.forward, ['l'], () => player.forward()),
    command('previous', say.previousFrame, ['ArrowLeft'], () => player.step(-1)),
    command('next', say.nextFrame, ['ArrowRight'], () => player.step(1)),
    command('back10', say.back10, ['shift+ArrowLeft'], () => player.step(-10)),
    command('on10', say.on10, ['shift+ArrowRight'], () => player.step(10)),
    command('loop', say.loop, [], () => player.setLoop(!player.loop)),
    command('loopIn', say.loopIn, ['i'], () => player.markIn()),
    command('loopOut', say.loopOut, ['o'], () => player.markOut()),
    {
      ...command('full', say.fullScreen, ['f'], fullScreen),
      when: () => document.fullscreenEnabled,
    },
    {
      ...command('clearLoop', say.clearLoop, ['Escape'], () => player.clearMarks()),
      when: () => player.marked,
    },
  ];
}
