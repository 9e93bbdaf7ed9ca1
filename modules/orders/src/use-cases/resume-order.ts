import type { InputOf } from '@banyan/contracts/define';
import type { orders } from '@banyan/contracts/orders';
import type { OrderLedger } from '../ports/order-ledger.ts';

/** Has an order that waits after a failed attempt go on at once; whether there is anything to go on with, processing finds out. */
export function resumeOrder({ ledger }: { readonly ledger: OrderLedger }) {
  return async ({ orderId }: InputOf<(typeof orders)['operations']['resumeOrder']>): Promise<{ resumed: boolean }> => {
    const order = await ledger.find(orderId);
    return { resumed: order !== undefined && (await ledger.hurry(order.buyer)) };
  };
}
