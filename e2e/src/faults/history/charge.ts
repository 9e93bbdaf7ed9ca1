import { Amount, Currency, OrderId } from '@banyan/contracts/values';
import { Type } from 'typebox';
import { kind } from './kind.ts';
import { Problem } from './problem.ts';

/** The shop asks the payment provider for money, as seen in between the two. */
export const charge = kind('charge', {
  invoke: Type.Object({ orderId: OrderId, key: Type.String(), amount: Amount, currency: Currency }),
  ok: Type.Object({ outcome: Type.Union([Type.Literal('approved'), Type.Literal('declined')]) }),
  fail: Problem,
  info: Problem,
});
