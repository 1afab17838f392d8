import { describe, expect, it } from 'vitest';

import * as format from './format';

const plain = (text: string) => text.replaceAll('\u00a0', ' ').replaceAll('\u2009', ' ');

describe('format', () => {
  it('parts thousands with a thin space', () => {
    expect(format.count(10_482)).toBe('10\u2009482');
  });

  it('tells lengths in the largest units that say something', () => {
    expect([4.4, 60, 171, 3840].map(format.length).map(plain)).toEqual([
      '4 s',
      '1 min',
      '2 min 51 s',
      '1 h 04 min',
    ]);
  });

  it('marks every estimate', () => {
    expect([0.2, 18, 1440, 171].map(format.estimate).map(plain)).toEqual([
      '~1 s',
      '~18 s',
      '~24 min',
      '~3 min',
    ]);
  });

  it('counts down', () => {
    expect([34, 0.2, 3700].map(format.left)).toEqual(['0:34 left', '0:01 left', '1:01:40 left']);
  });

  it('tells a frame by its seconds and frames', () => {
    expect(format.timecode(52, 24)).toBe('00:02.04');
    expect(format.timecode(24 * 61, 24)).toBe('01:01.00');
  });

  it('never shows a bare $0', () => {
    expect(format.money({ price: 'free' }, true)).toBe('free (this computer)');
    expect(format.money({ price: 'about', micro_usd: 0 }, false)).toBe('free');
    expect(format.money({ price: 'about', micro_usd: 4_000 }, false)).toBe('less than $0.01');
    expect(format.money({ price: 'about', micro_usd: 480_000 }, false)).toBe('~$0.48');
    expect(format.money({ price: 'unknown' }, false)).toBe('price unknown');
  });

  it('tells sizes as people read them', () => {
    expect([512, 61_432, 4_830_000, 123_000_000].map(format.bytes).map(plain)).toEqual([
      '512 B',
      '61.4 kB',
      '4.8 MB',
      '123 MB',
    ]);
  });

  it('says 100 percent only at the end', () => {
    expect(format.percent(999, 1000)).toBe(99);
    expect(format.percent(1000, 1000)).toBe(100);
    expect(format.percent(1, 0)).toBe(0);
  });
});
