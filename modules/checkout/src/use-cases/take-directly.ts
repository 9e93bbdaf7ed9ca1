import type { AcceptedOrder, UnrecordedOrder } from '@banyan/contracts/checkout';
import { isOperationError, type CallContext } from '@banyan/contracts/define';
import { customerIdOf } from '../domain/shopper.ts';
import type { CartStore } from '../ports/cart-store.ts';
import type { IntakeStore } from '../ports/intake-store.ts';
import type { RelayNudge } from '../relay-nudge.ts';
import { intakeOf } from './new-intake.ts';
import { givenAnswer, repeatedAnswer } from './repeated-answer.ts';
import { requestedLines } from './requested-lines.ts';

/** Makes an order durable and gives its answer, or the answer that the same request had before. */
export type TakeOrder = (order: UnrecordedOrder, context: CallContext) => Promise<AcceptedOrder>;

interface TakeDirectlyNeeds {
  readonly intakes: IntakeStore;
  readonly carts: CartStore;
  readonly nudge: RelayNudge;
}

/** Takes orders into the database. The cart only counts the first time: a repeat is answered whatever has become of it. */
export function takeDirectly({ intakes, carts, nudge }: TakeDirectlyNeeds): TakeOrder {
  return async (order, context) => {
    const lines = await requestedLines(order.request, customerIdOf(context.principal), carts);
    if (isOperationError(lines)) {
      const earlier = await intakes.findEarlier(order.requestKey);
      if (!earlier) throw lines;
      return repeatedAnswer(earlier, order);
    }
    const taken = await intakes.take(intakeOf(order, lines, context));
    if (taken !== 'taken') return repeatedAnswer(taken, order);
    nudge();
    return givenAnswer(order.answer);
  };
}
