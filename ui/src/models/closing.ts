import type { OnClose } from '../generated/api';
import { words } from '../words';

/** What closing the window does now. */
export function closes(live: number, endsStudio: boolean, set: OnClose | undefined): string {
  if (live === 0) return words.closing.idle;
  if (!endsStudio) return words.closing.elsewhere;
  return set === 'finish' ? words.closing.finish : words.closing.stop;
}
