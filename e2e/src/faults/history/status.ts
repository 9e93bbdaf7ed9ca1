import { OrderStatus } from '@banyan/contracts/orders';
import { OrderId } from '@banyan/contracts/values';
import { Type } from 'typebox';
import { kind } from './kind.ts';
import { Problem } from './problem.ts';

/** A shopper looks at an order. */
export const status = kind('status', {
  invoke: Type.Object({ session: Type.String(), orderId: OrderId }),
  ok: Type.Object({
    http: Type.Integer(),
    status: OrderStatus,
    /** The statuses of the history shown, oldest first. */
    history: Type.Array(OrderStatus),
    stale: Type.Boolean(),
    /** The shop could not look the order up and knew it by its receipt alone: it showed neither market nor lines. */
    byReceipt: Type.Boolean(),
  }),
  fail: Problem,
  info: Problem,
});
