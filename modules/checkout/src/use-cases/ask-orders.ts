import { isCallError, isOperationError } from '@banyan/contracts/define';
import type { OrdersApi } from '@banyan/contracts/orders';
import type { OrdersAnswer } from '../domain/order-view.ts';
import type { PauseAfterFailure } from '../domain/pause-after-failure.ts';

/** Asks the orders module for an order. */
export type AskOrders = (order: { readonly orderId: string; readonly buyer: string }) => Promise<OrdersAnswer>;

/** Asks unless the orders module has just failed to answer in time; any failure of the call counts as `away`. */
export function askOrders({ orders, pause }: { readonly orders: OrdersApi; readonly pause: PauseAfterFailure }): AskOrders {
  return async ({ orderId, buyer }) => {
    if (!pause.admits()) return { kind: 'away' };
    try {
      const state = await orders.getOrder({ orderId, buyer });
      pause.succeeded();
      return { kind: 'state', state };
    } catch (error) {
      if (isOperationError(error) && error.code === 'unknownOrder') {
        pause.succeeded();
        return { kind: 'notBegun' };
      }
      if (!isCallError(error)) throw error;
      if (error.code === 'unavailable' || error.code === 'deadlineExceeded') pause.failed();
      return { kind: 'away' };
    }
  };
}
