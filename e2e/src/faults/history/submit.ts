import { Money, OrderId } from '@banyan/contracts/values';
import { Type } from 'typebox';
import { Content } from './content.ts';
import { kind, type EventOf } from './kind.ts';
import { Problem } from './problem.ts';

/** A shopper sends an order: `ok` is a 202 with a receipt, `fail` a 4xx or a request that was never sent. */
export const submit = kind('submit', {
  invoke: Type.Object({
    session: Type.String(),
    /** Whose orders are carried out in sequence: a customer's id or a guest's e-mail address. */
    customer: Type.String(),
    /** The idempotency key. */
    key: Type.String(),
    /** The same for equal bodies only. */
    hash: Type.String(),
    content: Content,
    /** What it costs at the prices the shopper saw. */
    total: Type.Optional(Money),
    /** The order whose receipt went along as `Order-After`. */
    after: Type.Optional(OrderId),
  }),
  ok: Type.Object({ http: Type.Integer(), orderId: OrderId }),
  fail: Problem,
  info: Problem,
});

/** The one thing that all attempts under one idempotency key ask for; the shopper writes it into the address (`shipTo.line2`). */
export function markOf({ customer, key }: Pick<EventOf<typeof submit, 'invoke'>, 'customer' | 'key'>): string {
  return `${customer} ${key}`;
}
