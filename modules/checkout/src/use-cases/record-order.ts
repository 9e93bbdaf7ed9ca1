import type { UnrecordedOrder } from '@banyan/contracts/checkout';
import { isOperationError, Unavailable, type CallContext } from '@banyan/contracts/define';
import { customerIdOf } from '../domain/shopper.ts';
import type { CartStore } from '../ports/cart-store.ts';
import type { IntakeJournal } from '../ports/intake-journal.ts';
import type { IntakeStore, NewIntake } from '../ports/intake-store.ts';
import type { RelayNudge } from '../relay-nudge.ts';
import { intakeOf, rejectedIntakeOf } from './new-intake.ts';
import { requestedLines } from './requested-lines.ts';

interface RecordOrderNeeds {
  readonly intakes: IntakeStore;
  readonly carts: CartStore;
  readonly journal?: IntakeJournal;
  readonly nudge: RelayNudge;
  /** Told of what somebody should look at. */
  readonly alarm: (what: string) => void;
  readonly now: () => Date;
}

/** For how long after its acceptance an order waits for the one that it comes after. */
const longestWaitMs = 60_000;

/**
 * Records an order that the queue took; executed again it changes nothing. Until the order that it comes after is
 * recorded it throws `Unavailable`, but not for ever: no order is dropped.
 */
export function recordOrder({ intakes, carts, journal, nudge, alarm, now }: RecordOrderNeeds) {
  const resolved = async (order: UnrecordedOrder, context: CallContext): Promise<NewIntake> => {
    const lines = await requestedLines(order.request, customerIdOf(context.principal), carts);
    if (!isOperationError(lines)) return intakeOf(order, lines, context);
    return rejectedIntakeOf(order, lines.code === 'cartEmpty' ? 'emptyCart' : 'unknownCart', now());
  };

  return async (order: UnrecordedOrder, context: CallContext): Promise<{}> => {
    const { orderId, requestHash, acceptedAt, after } = order;
    const early = after !== undefined && !(await intakes.has(after));
    if (early && now().getTime() < Date.parse(acceptedAt) + longestWaitMs) throw new Unavailable(`The order ${after}, which ${orderId} comes after,`);

    const taken = await intakes.take(await resolved(order, context));
    if (taken === 'taken') {
      nudge();
      if (early) alarm(`The order ${orderId} has waited a minute for ${after} and is recorded without it. Look for that one in the intake queue and its dead letters.`);
    } else if (taken.requestHash !== requestHash) {
      await intakes.keepUnexecuted({ orderId: taken.orderId, requestHash, acceptedAt });
    }
    await journal?.forget(order);
    return {};
  };
}
