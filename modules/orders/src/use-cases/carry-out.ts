import type { CallContext, Turn } from '@banyan/contracts/define';
import { orders } from '@banyan/contracts/orders';
import { announce } from '@banyan/outbox';
import { evolve } from '../domain/evolve.ts';
import { stateOf, type Order } from '../domain/order.ts';
import type { Step } from '../domain/step.ts';
import type { OrderLedger, OrderRequest } from '../ports/order-ledger.ts';

/** What is to be carried out, and in which turn. */
export interface Work<Action> {
  readonly order: Order;
  /** The request, while nothing has been recorded of the order yet. */
  readonly opens?: OrderRequest;
  decide(order: Order): Action | undefined;
  /** Has the same outcome, and no further effect, when it is asked again for the same order. */
  act(action: Action): Promise<Step>;
  readonly context: CallContext;
  readonly turn: Turn;
}

/**
 * Brings an order to its end: decide, act, record what came of it, decide anew. Whoever is stopped anywhere
 * goes on from the last step recorded; an action whose outcome was not recorded is asked again.
 */
export async function carryOut<Action>(
  work: Work<Action>,
  { ledger, now }: { readonly ledger: OrderLedger; readonly now: () => Date },
): Promise<void> {
  const { decide, act, context, turn } = work;
  let { order, opens } = work;
  let action = decide(order);
  if (!action) return ledger.completeTurn(turn);

  while (action) {
    const step = await act(action);
    const at = now();
    const changed = evolve(order, step, at.toISOString());
    action = decide(changed);
    const told = changed.history.length > order.history.length;
    await ledger.record(
      {
        step,
        at,
        order: changed,
        ...(told ? { event: announce(orders, 'orderChanged', stateOf(changed), { context, at }) } : {}),
        ...(opens ? { opens } : {}),
        completesTurn: !action,
      },
      turn,
    );
    order = changed;
    opens = undefined;
  }
}
