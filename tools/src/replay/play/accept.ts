import { setTimeout as pause } from 'node:timers/promises';
import { ShopAway, ShopRefusal, type NewOrder, type ShopApi } from '../shop/shop-api.ts';
import type { Acceptance } from './outcome.ts';

/** Milliseconds between two tries. */
const firstPause = 100;
const longestPause = 2_000;

/**
 * Sends an order until the shop accepts it, with the same key each time. Gives the reason instead if the shop
 * refuses it, or was still away when the signal was given.
 */
export async function accept(
  order: NewOrder,
  { shop, clock, signal }: { readonly shop: ShopApi; readonly clock: () => number; readonly signal: AbortSignal },
): Promise<Acceptance | { readonly refused: string }> {
  const sent = clock();
  let lastWord = 'not sent any more';
  for (let pauseNext = firstPause; ; pauseNext = Math.min(2 * pauseNext, longestPause)) {
    if (signal.aborted) return { refused: lastWord };
    try {
      const { orderId, receipt, acceptedAt } = await shop.placeOrder(order);
      const answeredAt = clock();
      return { orderId, receipt, acceptedAt, answeredAt, intakeMs: answeredAt - sent };
    } catch (error) {
      if (error instanceof ShopRefusal) return { refused: error.message };
      if (!(error instanceof ShopAway)) throw error;
      lastWord = error.message;
      await pause(error.retryAfter ?? pauseNext, undefined, { signal }).catch(() => undefined);
    }
  }
}
