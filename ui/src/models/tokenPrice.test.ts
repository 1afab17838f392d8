import { describe, expect, it } from 'vitest';

import { words } from '../words';
import { readPrice, typedPrice } from './tokenPrice';

const read = (sent: string, back: string) => readPrice({ in_micro_usd: sent, out_micro_usd: back });
const price = { in_micro_usd: 150_000, out_micro_usd: 600_000 };

describe('the price of tokens', () => {
  it('is two sums, or nothing', () => {
    expect(read('0.15', '$0,6')).toEqual({ price });
    expect(read('0', '0')).toEqual({ price: { in_micro_usd: 0, out_micro_usd: 0 } });
    expect(read(' ', '')).toEqual({ price: null });
  });

  it('is refused at the field that is wrong, and half of it at the field that is empty', () => {
    const { sumWanted } = words;
    const { priceBoth } = words.models;
    expect(read('-1', '1')).toEqual({ errors: { in_micro_usd: sumWanted } });
    expect(read('1', 'much')).toEqual({ errors: { out_micro_usd: sumWanted } });
    expect(read('1', '')).toEqual({ errors: { out_micro_usd: priceBoth } });
    expect(read('a', '')).toEqual({
      errors: { in_micro_usd: sumWanted, out_micro_usd: priceBoth },
    });
  });

  it('is typed as it was read', () => {
    expect(readPrice(typedPrice(price))).toEqual({ price });
    expect(readPrice(typedPrice(null))).toEqual({ price: null });
  });
});
