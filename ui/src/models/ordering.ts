import type { Batch, Generate, JobView, Quote } from '../generated/api';
import * as format from '../format';
import { StudioError } from '../transport/types';
import { words } from '../words';
import { ordersOf } from './again';
import type { Question } from './asking.svelte';
import type { Studio } from './studio.svelte';

/**
 * Queues an order. Whether a price has to be agreed to is the studio's to say: only where
 * it refuses is the user asked, with the sum, and the order is sent again with what was
 * said. Null when the user said no; then nothing was queued.
 */
export async function placeOrder(
  { transport, asking }: Pick<Studio, 'transport' | 'asking'>,
  order: Generate,
): Promise<Batch | null> {
  try {
    return await transport.call('generate', order);
  } catch (thrown) {
    if (StudioError.from(thrown).api.code !== 'price_not_agreed') throw thrown;
  }
  const quote = await transport.call('quote', order);
  if (!(await asking.ask(limitable(priceQuestion(quote.jobs, quote.price), quote)))) return null;
  const { limit } = asking;
  const terms = limit === null ? agreed(quote.price) : { budget_micro_usd: limit };
  return await transport.call('generate', { ...order, ...terms });
}

/**
 * Renders a take once more as a new job, with a seed chosen by chance; asks as for an order.
 * Null when the user said no; then nothing was queued.
 */
export async function retryChanged(
  studio: Pick<Studio, 'transport' | 'asking' | 'takeJob'>,
  job: JobView,
): Promise<JobView | null> {
  const [order = { items: [] }] = ordersOf([job]);
  return await agreeing(studio, order, async (agreed) => {
    const again = await studio.transport.call('retry_changed', { job: job.id, ...agreed });
    studio.takeJob(again);
    return again;
  });
}

/**
 * Tries a take once more, with the same seed; asks as for an order. Null when the user said
 * no; then nothing was done.
 */
export async function retrySame(
  studio: Pick<Studio, 'transport' | 'asking' | 'act'>,
  job: JobView,
): Promise<boolean | null> {
  const [order = { items: [] }] = ordersOf([job]);
  return await agreeing(studio, order, async (agreed) => {
    await studio.act({ job: job.id, action: 'retry', ...agreed });
    return true;
  });
}

/**
 * Calls what may have one take rendered at a price. Whether there is anything to agree to is
 * the studio's to say; only then the price of the order is asked for, and the user. Null when
 * they said no; then nothing was done.
 */
export async function agreeing<T>(
  { transport, asking }: Pick<Studio, 'transport' | 'asking'>,
  order: Generate,
  call: (agreed: Consent) => Promise<T>,
): Promise<T | null> {
  try {
    return await call({});
  } catch (thrown) {
    if (StudioError.from(thrown).api.code !== 'price_not_agreed') throw thrown;
  }
  const { price } = await transport.call('quote', order);
  if (!(await asking.ask(priceQuestion(1, price)))) return null;
  return await call(agreed(price));
}

/** Several takes may be rendered as far as less money goes. */
function limitable(question: Question, { jobs, price }: Quote): Question {
  if (price.price !== 'about' || jobs < 2) return question;
  return { ...question, micro_usd: price.micro_usd };
}

/** Asks whether takes shall be rendered at a price. */
export function priceQuestion(jobs: number, price: Quote['price']): Question {
  const takes = words.takes(jobs);
  if (price.price !== 'about') {
    return {
      title: words.agree.unknown(takes),
      body: words.agree.unknownWhy,
      yes: words.agree.unknownYes(takes),
    };
  }
  const sum = format.sum(price.micro_usd);
  return {
    title: words.agree.about(takes, sum),
    body: words.agree.aboutWhy(sum),
    yes: words.agree.aboutYes(takes, sum),
  };
}

/** What was agreed to. */
export type Consent = Partial<Pick<Generate, 'max_micro_usd' | 'price_unknown_ok'>>;

/** What was agreed to for takes when they were queued, to be said again by an undo. */
export function asAgreed(jobs: readonly JobView[]): Consent {
  let sum = 0;
  let any = false;
  for (const { ceiling } of jobs) {
    if (ceiling?.ceiling === 'most') sum += ceiling.micro_usd;
    else any = true;
  }
  // Who agreed to any price of one of them named no limit.
  return any ? { price_unknown_ok: true } : { max_micro_usd: sum };
}

/** What a yes to this price agrees to. */
export function agreed(price: Quote['price']): Consent {
  return price.price === 'about'
    ? { max_micro_usd: price.micro_usd }
    : { price_unknown_ok: price.price === 'unknown' };
}
