/** How a text answers to what was typed: lower is better, and where it did. */
export interface Match {
  score: number;
  /** The signs that answered, by their place in the text. */
  at: number[];
}

const SCORES = { start: 0, word: 1, inside: 4, letters: 8 };

/**
 * Each word that is typed must be found, in any order: best at the start of the text,
 * then at the start of a word, then inside one; last, as letters in their order that
 * begin at the start of a word. Case and accents don't count.
 */
export function match(query: string, text: string): Match | null {
  const folded = fold(text);
  const at = new Set<number>();
  let score = 0;
  for (const word of fold(query).split(/\s+/).filter(Boolean)) {
    const found = find(word, folded);
    if (!found) return null;
    score += found.score;
    for (const place of found.at) at.add(place);
  }
  return { score, at: [...at].sort((a, b) => a - b) };
}

function find(word: string, text: string): Match | null {
  const from = starts(text).find((start) => text.startsWith(word, start)) ?? text.indexOf(word);
  if (from >= 0) {
    const score =
      from === 0 ? SCORES.start : starts(text).includes(from) ? SCORES.word : SCORES.inside;
    return { score, at: Array.from(word, (_, index) => from + index) };
  }
  return word.length < 2 ? null : letters(word, text);
}

/** The letters in their order, from the word's start that spreads them least. */
function letters(word: string, text: string): Match | null {
  let best: Match | null = null;
  for (const start of starts(text)) {
    const at: number[] = [];
    let from = start;
    for (const letter of word) {
      const next = at.length === 0 && text[start] !== letter ? -1 : text.indexOf(letter, from);
      if (next < 0) break;
      at.push(next);
      from = next + 1;
    }
    if (at.length < word.length) continue;
    const score = SCORES.letters + (from - start - word.length) / 100;
    if (!best || score < best.score) best = { score, at };
  }
  return best;
}

function starts(text: string): number[] {
  return [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((found) => found.index);
}

/** Small letters without accents, sign by sign, so that places stay. */
function fold(text: string): string {
  return text
    .split('')
    .map((sign) => sign.normalize('NFD').charAt(0).toLowerCase())
    .join('');
}
