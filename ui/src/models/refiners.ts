import type {
  ChosenBy,
  RefineChoice,
  RefinedBy,
  RefinerView,
  Timestamp,
  TokenPrice,
  TotalsView,
} from '../generated/api';
import * as format from '../format';
import { words } from '../words';
import type { Standing } from './jobs';

/** The refiner that is built in: it sends nothing anywhere and costs nothing. */
export const RULES = 'rules';

export type RefinerStanding = Pick<Standing, 'word' | 'shape' | 'tone'>;

/** As people call it: by the name they gave it, where they did. */
export function refinerTitle({ label, setup }: Pick<RefinerView, 'label' | 'setup'>): string {
  return setup?.name ?? label;
}

/** Whether a refiner can be asked now, in words. */
export function standingOf({ state }: RefinerView, now: Timestamp): RefinerStanding {
  const say = words.refinerStates;
  switch (state.state) {
    case 'ready':
      return { word: say.ready, shape: 'check', tone: 'ok' };
    case 'not_asked':
      return { word: say.not_asked, shape: 'ring', tone: 'quiet' };
    case 'resting':
      return {
        word: say.resting(format.clock(state.until, now)),
        shape: 'hourglass',
        tone: 'warn',
      };
    case 'no_key':
      return { word: say.no_key, shape: 'triangle', tone: 'bad' };
    case 'key_refused':
      return { word: say.key_refused, shape: 'triangle', tone: 'bad' };
    case 'not_reached':
      return { word: say.not_reached, shape: 'triangle', tone: 'bad' };
    case 'failed':
      return { word: say.failed, shape: 'triangle', tone: 'bad' };
  }
}

/** Who answered and what that took: `gpt-4o-mini · 412 + 180 tokens · $0.0002`. */
export function tookLine(by: RefinedBy): string {
  if (by.kept_from) return `${by.label} · ${words.fromBefore}`;
  const { took } = by;
  if (!took) return by.label;
  const tokens = took.tokens
    ? words.tokens(format.count(took.tokens.prompt), format.count(took.tokens.completion))
    : words.tokensUnsaid;
  return `${by.label} · ${tokens} · ${costWord(took.micro_usd)}`;
}

function costWord(micro_usd: number | null | undefined): string {
  if (micro_usd === null || micro_usd === undefined) return words.priceUnknown;
  return micro_usd === 0 ? words.free : format.fine(micro_usd);
}

/** What a chat model was asked so far. */
export function totalsLine(totals: TotalsView): string {
  const say = words.models;
  const known = totals.answers - totals.unpriced;
  const cost =
    known === 0
      ? words.priceUnknown
      : totals.unpriced === 0
        ? costWord(totals.micro_usd)
        : say.partPriced(costWord(totals.micro_usd), totals.unpriced);
  const tokens = words.tokens(
    format.count(totals.prompt_tokens),
    format.count(totals.completion_tokens),
  );
  const untold = totals.untold > 0 ? ` (${say.untold(totals.untold)})` : '';
  return `${say.asked(totals.answers)} · ${tokens}${untold} · ${cost}`;
}

/** What its tokens cost. */
export function priceLine(price: TokenPrice | null | undefined): string {
  if (!price) return words.priceUnknown;
  if (price.in_micro_usd === 0 && price.out_micro_usd === 0) return words.free;
  return words.models.perMillion(format.sum(price.in_micro_usd), format.sum(price.out_micro_usd));
}

/** Who chose it, in words. */
export function chosenWord({ by, variable }: RefineChoice): string {
  const say: Record<ChosenBy, string> = words.chosenBy;
  return by === 'environment' && variable ? words.chosenByVariable(variable) : say[by];
}
