import { OrderId } from '@banyan/contracts/values';
import { Type } from 'typebox';
import { kind } from './kind.ts';
import { Problem } from './problem.ts';

/** A shopper wishes to cancel an order: `ok` is a 202. */
export const cancel = kind('cancel', {
  invoke: Type.Object({ session: Type.String(), customer: Type.String(), orderId: OrderId }),
  ok: Type.Object({ http: Type.Integer() }),
  fail: Problem,
  info: Problem,
});
