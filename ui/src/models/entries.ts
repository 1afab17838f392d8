import { keysLabel } from '../commands/keys';
import { groups } from '../commands/registry.svelte';
import { StudioError } from '../transport/types';
import { words } from '../words';
import type { App } from './app.svelte';
import { wallClock } from './clock.svelte';
import { standing } from './jobs';
import type { Entry } from './palette.svelte';

/** Everything the palette finds: commands, the takes of the open session, sessions. */
export function entriesOf(app: App): Entry[] {
  return [...commandEntries(app), ...laneEntries(app), ...takeEntries(app), ...sessionEntries(app)];
}

function commandEntries({ commands }: App): Entry[] {
  return groups
    .flatMap((group) => commands.all.filter((command) => command.group === group))
    .filter((command) => command.id !== 'window.palette' && (command.when?.() ?? true))
    .map((command) => ({
      id: command.id,
      title: command.title,
      kind: 'command',
      aside: command.keys[0] === undefined ? '' : keysLabel(command.keys[0]),
      refused: command.refused?.() ?? null,
      run: command.run,
    }));
}

function laneEntries({ studio, acts, toasts }: App): Entry[] {
  return studio.lanes.map(({ lane, paused }) => ({
    id: `lane.${lane}`,
    title: paused ? words.commands.resumeLane(lane) : words.commands.pauseLane(lane),
    kind: 'command',
    aside: paused ? words.lanePaused : '',
    refused: null,
    run: () => {
      acts
        .pauseLane(lane, !paused)
        .catch((thrown: unknown) => toasts.fail(StudioError.from(thrown).message));
    },
  }));
}

function takeEntries({ studio, router }: App): Entry[] {
  const { place } = router;
  if (place.at !== 'create' || !place.session) return [];
  return studio.takes.of(place.session).map((job) => ({
    id: `take.${job.id}`,
    title: words.commands.openTake(job.take),
    kind: 'take',
    aside: standing(job, wallClock.now).word,
    refused: null,
    run: () => router.go({ at: 'create', session: job.session, job: job.id }),
  }));
}

function sessionEntries({ studio, router }: App): Entry[] {
  return [...studio.sessions.values()]
    .sort((a, b) => b.touched_at - a.touched_at)
    .map((session) => ({
      id: `session.${session.id}`,
      title: words.commands.openSession(session.title),
      kind: 'session',
      aside: words.takes(session.takes),
      refused: null,
      run: () => router.go({ at: 'create', session: session.id }),
    }));
}
