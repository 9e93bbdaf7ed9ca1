import { setTimeout as pause } from 'node:timers/promises';
import { ShopAway, ShopRefusal, type ShopApi, type ShownOrder } from '../shop/shop-api.ts';
import type { Gate } from './gate.ts';
import type { Acceptance } from './outcome.ts';

/** Milliseconds from the acceptance of an order to the first look at it. */
const firstLook = 50;
/** Milliseconds for which a place stays taken after a look in vain: it bounds what looking costs the shop. */
const pauseInVain = 100;

const finalStates: readonly ShownOrder['status'][] = ['confirmed', 'rejected', 'cancelled'];

/**
 * Looks at an accepted order, in turn with the others that wait for their end, until its state is final. When the
 * signal is given it tells what was last heard.
 */
export async function untilFinal(
  { orderId, receipt, answeredAt }: Acceptance,
  { shop, watching, clock, signal }: { readonly shop: ShopApi; readonly watching: Gate; readonly clock: () => number; readonly signal: AbortSignal },
): Promise<ShownOrder | { readonly lastWord: string }> {
  let lastWord = 'accepted, and not asked for since';
  for (;;) {
    const leave = await watching.enter();
    try {
      await rest(answeredAt + firstLook - clock(), signal);
      if (signal.aborted) return { lastWord };
      const seen = await look(shop, orderId, receipt);
      if (typeof seen === 'object') return seen;
      lastWord = seen;
      await rest(pauseInVain, signal);
    } finally {
      leave();
    }
  }
}

async function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (milliseconds > 0) await pause(milliseconds, undefined, { signal }).catch(() => undefined);
}

/** The order if its state is final, else what there is to say of it. */
async function look(shop: ShopApi, orderId: string, receipt: string): Promise<ShownOrder | string> {
  try {
    const shown = await shop.getOrder(orderId, receipt);
    if (finalStates.includes(shown.status) && !shown.stale) return shown;
    return shown.stale ? `${shown.status}, as of ${shown.asOf}: orders could not be asked` : shown.status;
  } catch (error) {
    // Also one that the shop does not know may still come: it can be accepted into a queue while the database is away.
    if (error instanceof ShopAway || error instanceof ShopRefusal) return error.message;
    throw error;
  }
}
