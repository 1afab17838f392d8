import type { Batch, BatchId, Generate } from '../generated/api';
import { placeOrder } from './ordering';
import type { Studio } from './studio.svelte';
import { newUuid } from './uuid';

/** An order that was sent and not answered. */
export interface KeptOrder {
  batch: BatchId;
  /** The order itself, as it was sent. */
  order: Generate;
}

/**
 * Queues an order once, even if its answer is lost with the line or the window: until one has
 * come, the same order goes out under the same id, under which the studio queues one.
 */
export class Placing {
  #sent: KeptOrder | undefined;

  /** `keep` is called before anything is sent: what is kept then must outlive the window. */
  constructor(private readonly keep: () => void = () => undefined) {}

  /** Null when the user said no; then nothing was queued. */
  async place(
    studio: Pick<Studio, 'transport' | 'asking'>,
    wanted: Generate,
  ): Promise<Batch | null> {
    if (!this.#sent || !same(this.#sent.order, wanted))
      this.#sent = { batch: newUuid(), order: wanted };
    const { batch, order } = this.#sent;
    this.keep();
    const placed = await placeOrder(studio, { ...order, batch });
    this.#sent = undefined;
    return placed;
  }

  kept(): KeptOrder | undefined {
    return this.#sent;
  }

  take(kept: KeptOrder | undefined): void {
    this.#sent = kept;
  }
}

/** Whether both ask for the same. A scene is read from its prompt, at one time or another. */
function same(one: Generate, other: Generate): boolean {
  const asked = (order: Generate) =>
    JSON.stringify(order, (field, value: unknown) => (field === 'scene' ? undefined : value));
  return asked(one) === asked(other);
}
