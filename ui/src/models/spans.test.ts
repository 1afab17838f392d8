import { describe, expect, it } from 'vitest';

import type { LockedSpan } from '../generated/api';
import { added, carried, selected, stretches, trimmed, typed } from './spans';

const TEXT = 'a 🦊 red fox in snow';

function of(text: string, words: string): LockedSpan {
  const from = text.indexOf(words);
  const span = selected(text, from, from + words.length);
  if (!span) throw new Error('nothing is selected');
  return span;
}

/** What the text says where the stretches are: it must be what they say. */
function there(spans: readonly LockedSpan[], text: string): string[] {
  const characters = Array.from(text);
  return spans.map(({ at, text: own }) => {
    expect(characters.slice(at.start, at.end).join('')).toBe(own);
    return own;
  });
}

describe('locked stretches', () => {
  it('count characters and leave out the blanks at the ends of a selection', () => {
    const at = TEXT.indexOf(' red ');
    expect(selected(TEXT, at, at + 5)).toEqual({ at: { start: 4, end: 7 }, text: 'red' });
    expect(selected(TEXT, 1, 2)).toBeNull();
  });

  it('become one where they meet', () => {
    const spans = added([of(TEXT, 'red'), of(TEXT, 'snow')], of(TEXT, 'd fox'), TEXT);
    expect(there(spans, TEXT)).toEqual(['red fox', 'snow']);
  });

  it.each([
    ['before it', 'one 🦊 red fox in snow', ['red fox']],
    ['behind it', 'a 🦊 red fox in deep snow', ['red fox']],
    ['right before it', 'a 🦊 old red fox in snow', ['red fox']],
    ['inside of it', 'a 🦊 red old fox in snow', ['red old fox']],
    ['over its beginning', 'a fox in snow', ['fox']],
    ['over its end', 'a 🦊 red in snow', ['red']],
    ['over all of it', 'a 🦊 snow', []],
    ['the whole text', '', []],
  ])('follow what is typed %s', (_, after, left) => {
    const spans = typed([of(TEXT, 'red fox')], TEXT, after);
    expect(there(spans, after).map((own) => own.trim())).toEqual(left);
  });

  it('move with accepted changes, and with no others', () => {
    const changes = [
      { at: { start: 0, end: 1 }, from: 'a', to: 'one fine', why: '' },
      { at: { start: 12, end: 14 }, from: 'in', to: 'on', why: '' },
    ];
    const spans = [of(TEXT, 'red fox'), of(TEXT, 'snow')];
    const moved = carried(spans, changes, ['yes', 'no']);
    expect(there(moved, TEXT.replace('a', 'one fine'))).toEqual(['red fox', 'snow']);
    expect(carried(spans, changes, ['open', 'no'])).toEqual(spans);
  });

  it('are told without the blanks that are not sent', () => {
    const spans = trimmed([of(`  ${TEXT}`, 'red')], `  ${TEXT}`);
    expect(there(spans, TEXT)).toEqual(['red']);
  });

  it('cut a text that begins anywhere in the whole', () => {
    expect(
      stretches(TEXT, [of(TEXT, 'red fox')])
        .map((own) => own.text)
        .join(''),
    ).toBe(TEXT);
    expect(stretches('d fox in', [of(TEXT, 'red fox')], 6)).toEqual([
      { text: 'd fox', locked: true },
      { text: ' in', locked: false },
    ]);
  });
});
