import type { ImplementationOf } from '@banyan/contracts/define';
import type { orders } from '@banyan/contracts/orders';
import { cancelOrder, type CancelOrderNeeds } from './use-cases/cancel-order.ts';
import { getOrder } from './use-cases/get-order.ts';
import { resumeOrder } from './use-cases/resume-order.ts';
import { placeOrder, type PlaceOrderNeeds } from './use-cases/place-order.ts';

/** What the module does for others: a handler for each operation of its contract. */
export function ordersApi(needs: PlaceOrderNeeds & CancelOrderNeeds): ImplementationOf<typeof orders> {
  return { placeOrder: placeOrder(needs), cancelOrder: cancelOrder(needs), getOrder: getOrder(needs), resumeOrder: resumeOrder(needs) };
}
