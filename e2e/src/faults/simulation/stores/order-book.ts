import type { CheckoutNeeds } from '@banyan/checkout/parts';
import type { IntakeTable } from './intake-table.ts';
import type { OrderStateTable } from './order-state-table.ts';
import type { WatchedInbox } from './watched-inbox.ts';

export interface OrderBookOptions {
  readonly intakes: IntakeTable;
  readonly states: OrderStateTable;
  readonly inbox: WatchedInbox;
}

/** What checkout knows of its orders, as a process reaches it. */
export function orderBookFor(by: string, { intakes, states, inbox }: OrderBookOptions): CheckoutNeeds['book'] {
  return {
    find: async (orderId) => {
      const found = intakes.find(orderId);
      if (!found) return null;
      const notExecuted = found.notExecuted.map((acceptedAt) => ({ acceptedAt, reason: 'idempotencyKeyReused' as const }));
      return { intake: found.intake, kept: states.find(orderId) ?? null, notExecuted };
    },
    list: async () => [],
    keep: async (state, recordedAt) => states.write(state, recordedAt.toISOString()),
    keepInTurn: async (state, recordedAt, turn) => {
      inbox.seenBy(by).hold(turn);
      states.write(state, recordedAt.toISOString());
      inbox.complete(by, turn);
    },
  };
}
