import type { AcceptedOrder, UnrecordedOrder } from '@banyan/contracts/checkout';
import type { CallContext, Principal } from '@banyan/contracts/define';
import type { OrderAsked } from './draw-up-order.ts';
import type { TakeOrder } from './take-directly.ts';

interface AcceptOrderNeeds {
  readonly drawUp: (asked: OrderAsked, principal: Principal, now: Date) => UnrecordedOrder;
  readonly take: TakeOrder;
  readonly now: () => Date;
}

/** Accepts an order durably, or gives the answer that the same request had before. */
export function acceptOrder({ drawUp, take, now }: AcceptOrderNeeds) {
  return async (asked: OrderAsked, context: CallContext): Promise<AcceptedOrder> => take(drawUp(asked, context.principal, now()), context);
}
