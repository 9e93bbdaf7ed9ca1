import { OperationError, type InputOf } from '@banyan/contracts/define';
import type { orders, OrderState } from '@banyan/contracts/orders';
import { stateOf } from '../domain/order.ts';
import type { OrderLedger } from '../ports/order-ledger.ts';

/** The order as it is now; to anybody but its buyer it is as unknown as one whose processing has not begun. */
export function getOrder({ ledger }: { readonly ledger: OrderLedger }) {
  return async ({ orderId, buyer }: InputOf<(typeof orders)['operations']['getOrder']>): Promise<OrderState> => {
    const order = await ledger.find(orderId);
    if (order?.buyer === buyer) return stateOf(order);
    throw new OperationError(
      'unknownOrder',
      { orderId },
      `There is no order ${orderId} of this buyer. If it was accepted a moment ago its processing has not begun: ask again shortly.`,
    );
  };
}
