import type { LockedSpan, TextChange } from '../generated/api';
import type { Verdict } from './changes';

/** A stretch of a text: locked, or between what is locked. */
export interface Stretch {
  text: string;
  locked: boolean;
}

const length = (text: string) => Array.from(text).length;

/** The locked stretch that a selection makes: without the blanks at its ends. */
export function selected(text: string, from: number, to: number): LockedSpan | null {
  const words = text.slice(from, to);
  const own = words.trim();
  if (own === '') return null;
  const start = length(text.slice(0, from + words.indexOf(own)));
  return { at: { start, end: start + length(own) }, text: own };
}

/** The stretches with one more; where it meets others, they become one. */
export function added(spans: readonly LockedSpan[], one: LockedSpan, text: string): LockedSpan[] {
  const meets = (own: LockedSpan) => own.at.start <= one.at.end && one.at.start <= own.at.end;
  const start = Math.min(one.at.start, ...spans.filter(meets).map((own) => own.at.start));
  const end = Math.max(one.at.end, ...spans.filter(meets).map((own) => own.at.end));
  const whole = span(Array.from(text), start, end);
  return [...spans.filter((own) => !meets(own)), whole].sort((a, b) => a.at.start - b.at.start);
}

/** The stretch that holds the whole of another, if one does. */
export function holding(spans: readonly LockedSpan[], one: LockedSpan): LockedSpan | undefined {
  return spans.find((own) => own.at.start <= one.at.start && one.at.end <= own.at.end);
}

/**
 * Where the stretches are after the user typed. A lock is against refiners, not against
 * the user: what is typed inside of one belongs to it, and what is deleted is gone.
 */
export function typed(spans: readonly LockedSpan[], before: string, after: string): LockedSpan[] {
  if (spans.length === 0) return [];
  const [old, now] = [Array.from(before), Array.from(after)];
  const most = Math.min(old.length, now.length);
  let from = 0;
  while (from < most && old[from] === now[from]) from += 1;
  let same = 0;
  while (same < most - from && old[old.length - 1 - same] === now[now.length - 1 - same]) same += 1;
  const [oldEnd, nowEnd] = [old.length - same, now.length - same];
  const shift = nowEnd - oldEnd;
  return spans.flatMap(({ at, text }) => {
    if (oldEnd <= at.start) return [{ at: { start: at.start + shift, end: at.end + shift }, text }];
    if (from >= at.end) return [{ at, text }];
    const start = from < at.start ? nowEnd : at.start;
    const end = oldEnd > at.end ? from : at.end + shift;
    const left = span(now, start, Math.max(start, end));
    return left.text.trim() === '' ? [] : [left];
  });
}

/** Where the stretches are once the accepted changes are made: none of them touches one. */
export function carried(
  spans: readonly LockedSpan[],
  changes: readonly TextChange[],
  verdicts: readonly Verdict[],
): LockedSpan[] {
  return spans.map((own) => {
    const before = changes.filter(
      (change, index) => verdicts[index] === 'yes' && change.at.end <= own.at.start,
    );
    return moved(
      own,
      before.reduce((sum, change) => sum + length(change.to) - length(change.from), 0),
    );
  });
}

/** Where the stretches of a text are without the blanks at its beginning. */
export function trimmed(spans: readonly LockedSpan[], text: string): LockedSpan[] {
  const lead = length(text) - length(text.trimStart());
  return lead === 0 ? [...spans] : spans.map((own) => moved(own, -lead));
}

/** Cuts a text, which begins at a place of the whole, at its locked stretches. */
export function stretches(text: string, spans: readonly LockedSpan[], begins = 0): Stretch[] {
  const characters = Array.from(text);
  const all: Stretch[] = [];
  let done = 0;
  const upTo = (place: number, locked: boolean) => {
    const end = Math.min(characters.length, Math.max(done, place - begins));
    if (end > done) all.push({ text: characters.slice(done, end).join(''), locked });
    done = end;
  };
  for (const { at } of spans) {
    upTo(at.start, false);
    upTo(at.end, true);
  }
  upTo(begins + characters.length, false);
  return all;
}

function moved({ at, text }: LockedSpan, by: number): LockedSpan {
  return { at: { start: at.start + by, end: at.end + by }, text };
}

function span(characters: readonly string[], start: number, end: number): LockedSpan {
  return { at: { start, end }, text: characters.slice(start, end).join('') };
}
