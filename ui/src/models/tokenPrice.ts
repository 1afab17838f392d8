import type { TokenPrice } from '../generated/api';
import { words } from '../words';
import { microOf, usdOf } from './keys';

/** The price of a million tokens as it is typed, in dollars. */
export type PriceText = Record<keyof TokenPrice, string>;
/** What is wrong with it, by its fields. */
export type PriceErrors = Partial<PriceText>;

/** Its fields, in the order in which they stand on screen. */
export const PRICE_FIELDS = ['in_micro_usd', 'out_micro_usd'] as const;

/** A price as it is typed; empty where it is not known. */
export function typedPrice(price?: TokenPrice | null): PriceText {
  return { in_micro_usd: usdOf(price?.in_micro_usd), out_micro_usd: usdOf(price?.out_micro_usd) };
}

/**
 * Reads a price: two sums, 0 where it is free. Both empty is one that is not known; half a
 * price is none.
 */
export function readPrice(
  typed: PriceText,
): { price: TokenPrice | null } | { errors: PriceErrors } {
  const [sent, back] = [microOf(typed.in_micro_usd), microOf(typed.out_micro_usd)];
  if (sent === null && back === null) return { price: null };
  if (typeof sent === 'number' && typeof back === 'number')
    return { price: { in_micro_usd: sent, out_micro_usd: back } };
  return { errors: { ...wrong('in_micro_usd', sent), ...wrong('out_micro_usd', back) } };
}

function wrong(field: keyof TokenPrice, micro: number | null | undefined): PriceErrors {
  if (typeof micro === 'number') return {};
  return { [field]: micro === null ? words.models.priceBoth : words.sumWanted };
}
