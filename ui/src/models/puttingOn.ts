import type { NotDone, PresetApplied } from '../generated/api';
import { StudioError } from '../transport/types';
import { words } from '../words';
import type { Composer } from './composer.svelte';
import { reason } from './reasons';
import { Review } from './review.svelte';

/** What a preset left as it is, in sentences. */
export function leftLines(left: readonly NotDone[]): string[] {
  return left.map(({ part, why }) => words.shelf.left(part, reason(why)));
}

/**
 * Proposes what a preset asks for, as changes of the text. What should not be seen with it
 * is offered beside. False, and nothing happens, when it could not be proposed; the reason
 * then stands in the composer.
 */
export async function putOn(composer: Composer, preset: string): Promise<boolean> {
  const { studio, negative } = composer;
  composer.error = null;
  composer.refining.failed = null;
  let applied: PresetApplied;
  try {
    applied = await studio.transport.call('apply_preset', {
      preset,
      prompt: composer.sends,
      locks: composer.locking.sent,
      ...negative.sent,
      ...composer.sceneSent,
    });
  } catch (thrown) {
    composer.error = StudioError.from(thrown);
    return false;
  }
  const { before, text_changes, changes, not_done } = applied;
  if (text_changes.length > 0) {
    const proposal = { of: 'preset' as const, name: preset, before, changes: text_changes };
    if (!(await composer.propose(new Review({ ...proposal, fields: changes })))) return false;
  }
  const { negative_added: terms, negative_prompt: whole } = applied;
  negative.offer(terms.length > 0 && whole ? { terms, whole, preset } : null);
  composer.refining.left = { preset, lines: leftLines(not_done), changes: text_changes.length };
  studio.announcer.say(words.shelf.proposed(preset, text_changes.length, not_done.length));
  return true;
}
