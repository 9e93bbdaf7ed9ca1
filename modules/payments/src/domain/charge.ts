import type { Money } from '@banyan/contracts/values';

/** What the provider decided about a charge. */
export type ChargeOutcome = { readonly outcome: 'approved'; readonly chargeId: string } | { readonly outcome: 'declined' };

/** An order's one charge: intended before the provider is asked, decided once the answer is known. */
export interface Charge {
  readonly orderId: string;
  readonly money: Money;
  readonly decided?: ChargeOutcome;
}

/** The key by which the provider knows an order's charge; there is never another. */
export const chargeKeyOf = (orderId: string) => `${orderId}:charge`;

/** The order whose charge the provider knows by this key; undefined if it is the key of none. */
export function orderOfChargeKey(key: string): string | undefined {
  return /^(.+):charge$/.exec(key)?.[1];
}

/** The key by which the provider knows an order's refund; there is never another. */
export const refundKeyOf = (orderId: string) => `${orderId}:refund`;

/** An order without anything to pay is approved at once; this stands in for the provider's id. */
export const nothingToPay = (orderId: string): ChargeOutcome => ({ outcome: 'approved', chargeId: `${orderId}:nothing-to-pay` });

/**
 * An order is charged once, so with one sum.
 * @throws {Error} if this charge was intended for other money
 */
export function assertSameMoney({ orderId, money }: Charge, asked: Money): void {
  if (money.amount === asked.amount && money.currency === asked.currency) return;
  throw new Error(
    `Order ${orderId} has a charge of ${money.amount} ${money.currency} already and cannot be charged ${asked.amount} ${asked.currency}: ` +
      'an order is charged once. Refund it and place a new order for the other sum.',
  );
}
