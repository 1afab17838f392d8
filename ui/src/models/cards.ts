import type { Axis, MadeBy, TextChange, VariedByRefiner } from '../generated/api';
import { pieces, type Piece } from './changes';

/** Who wrote a card: the studio's refiners, or the user by hand. */
export type CardOrigin = MadeBy | 'edited';

/** A prompt of the grid. The first is the chosen one. */
export interface Card {
  id: number;
  prompt: string;
  axes: Axis[];
  origin: CardOrigin;
  /** What leads here from the chosen prompt. */
  changes: TextChange[];
  /** Whether it is to be queued. */
  picked: boolean;
}

/** All the axes, in the order they are shown. */
export const AXES: readonly Axis[] = [
  'time_of_day',
  'weather',
  'location',
  'camera',
  'lighting',
  'style',
  'colors',
  'pace',
];

/** Words of the chosen prompt that stand around a change are shortened to this. */
const AROUND = 28;

/** The words of a card: each new one, and of the others what tells where it stands. */
export function shortened(chosen: string, changes: readonly TextChange[]): Piece[] {
  const all = pieces(chosen, changes, []);
  return all.map((piece, index) => {
    if (piece.kind !== 'same') return piece;
    const head = index === 0 ? '' : some(piece.text.split(/(?<=\s)/u));
    const tail = index === all.length - 1 ? '' : some(piece.text.split(/(?=\s)/u).reverse(), true);
    if (head.length + tail.length + AROUND > piece.text.length) return piece;
    return { ...piece, text: [head.trimEnd(), '…', tail.trimStart()].filter(Boolean).join(' ') };
  });
}

/** Whole words from the beginning, or from the end, as far as they go. */
function some(all: readonly string[], fromEnd = false): string {
  let text = '';
  for (const word of all) {
    if (text !== '' && text.length + word.length > AROUND) break;
    text = fromEnd ? word + text : text + word;
  }
  return text;
}

/**
 * The cards of an answer. Those that were sent keep who made them and what they vary; of
 * the new ones, what leads there is known from the chosen prompt only where they were made
 * from it: the others are returned to be compared.
 */
export function cardsOf(
  varied: VariedByRefiner,
  before: readonly Card[],
  number: () => number,
): { cards: Card[]; compare: Card[] } {
  const compare: Card[] = [];
  const cards = varied.cards.map((made) => {
    const old = before.find((own) => own.prompt === made.prompt);
    if (made.origin === 'selected' && old) return old;
    const { prompt, axes, origin, changes } = made;
    const card: Card = { id: number(), prompt, axes, origin, changes, picked: false };
    if (made.made_from !== 0) compare.push(card);
    return card;
  });
  return { cards, compare };
}
