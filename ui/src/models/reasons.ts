import type { NotChanged, Violation } from '../generated/api';
import { words } from '../words';

const say = words.notChanged;

/** Why a request, or a part of it, changes nothing, in a sentence. */
export function reason(why: NotChanged): string {
  switch (why.not_changed) {
    case 'too_long':
      return say.too_long(why.chars);
    case 'locked':
      return lockedReason(why.violation);
    case 'kept':
    case 'nothing_there':
    case 'already_so':
    case 'nothing_left':
    case 'not_in_the_text':
      return say[why.not_changed](why.what);
    case 'not_read_as':
    case 'would_change':
      return say[why.not_changed](why.what, words.sceneFields[why.field]);
    case 'declined':
      return say.declined(why.reason);
    default:
      return say[why.not_changed];
  }
}

/** Which lock stood in the way, and the way out. */
export function lockedReason(violation: Violation): string {
  return violation.lock === 'field'
    ? words.lockedField(words.sceneFields[violation.field])
    : words.lockedWords(violation.text);
}

/** Whether it helps to see what can be said. */
export function wantsExamples(why: NotChanged): boolean {
  return ['blank', 'not_understood', 'question', 'not_about_the_picture', 'declined'].includes(
    why.not_changed,
  );
}
