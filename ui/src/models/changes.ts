import type { TextChange } from '../generated/api';

/** What the user said to a change. Only `yes` alters the text. */
export type Verdict = 'open' | 'yes' | 'no';

/** A stretch of the text as it is shown: words that stay, or a change. */
export type Piece =
  | { kind: 'same'; text: string; at: number }
  | { kind: 'change'; index: number; change: TextChange; verdict: Verdict };

/**
 * Cuts a text into words that stay and changes, in reading order. Spans count
 * characters, not UTF-16 units: an emoji before a change must not shift it.
 */
export function pieces(
  before: string,
  changes: readonly TextChange[],
  verdicts: readonly Verdict[],
): Piece[] {
  const characters = Array.from(before);
  const result: Piece[] = [];
  let at = 0;
  for (const index of inOrder(changes)) {
    const change = changes[index];
    // A change that overlaps an earlier one can't be shown without showing words twice.
    if (!change || change.at.start < at) continue;
    if (change.at.start > at) {
      result.push({ kind: 'same', at, text: characters.slice(at, change.at.start).join('') });
    }
    result.push({ kind: 'change', index, change, verdict: verdicts[index] ?? 'open' });
    at = change.at.end;
  }
  if (at < characters.length)
    result.push({ kind: 'same', at, text: characters.slice(at).join('') });
  return result;
}

/** The user's words plus what they accepted. Undecided counts as not accepted. */
export function applied(
  before: string,
  changes: readonly TextChange[],
  verdicts: readonly Verdict[],
): string {
  return pieces(before, changes, verdicts)
    .map((piece) => {
      if (piece.kind === 'same') return piece.text;
      return piece.verdict === 'yes' ? piece.change.to : piece.change.from;
    })
    .join('');
}

/** Several insertions may stand at one place: they keep the order they came in. */
function inOrder(changes: readonly TextChange[]): number[] {
  const start = (index: number) => changes[index]?.at.start ?? 0;
  return changes.map((_, index) => index).sort((a, b) => start(a) - start(b) || a - b);
}
