import { describe, expect, it } from 'vitest';

import { match } from './match';

const texts = ['Go to Queue', 'Pause the queue', 'Go to the next region', 'Generate the takes'];

function best(query: string): string[] {
  return texts
    .map((text) => ({ text, found: match(query, text) }))
    .filter(({ found }) => found)
    .sort((a, b) => (a.found?.score ?? 0) - (b.found?.score ?? 0))
    .map(({ text }) => text);
}

describe('the matcher', () => {
  it('finds everything where nothing is typed', () => {
    expect(match('  ', 'anything')).toEqual({ score: 0, at: [] });
  });

  it('prefers the start of the text, then of a word, then the inside', () => {
    const score = (text: string) => match('que', text)?.score ?? Infinity;
    expect(score('Queue it')).toBeLessThan(score('Pause the queue'));
    expect(score('Pause the queue')).toBeLessThan(score('A bouquet'));
    expect(best('queue')).toEqual(['Go to Queue', 'Pause the queue']);
  });

  it('wants every word, in any order', () => {
    expect(best('queue pause')).toEqual(['Pause the queue']);
    expect(best('queue fox')).toEqual([]);
  });

  it('takes letters in their order that begin a word', () => {
    expect(best('gnr')).toContain('Generate the takes');
    expect(best('gtq')).toEqual(['Go to Queue']);
    expect(best('nrg')).toEqual(['Go to the next region']);
    expect(match('xgn', 'Generate')).toBeNull();
  });

  it('one letter is no abbreviation', () => {
    expect(match('z', 'Generate the takes')).toBeNull();
  });

  it('says where it answered, whatever the accents', () => {
    expect(match('creme', 'Crème 🤖 brûlée')).toEqual({ score: 0, at: [0, 1, 2, 3, 4] });
    expect(match('BRU', 'Crème 🤖 brûlée')?.at).toEqual([9, 10, 11]);
  });
});
