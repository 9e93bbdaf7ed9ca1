import type { Entry, OrderLedger } from '@banyan/orders/parts';
import type { MemoryOutbox } from '@banyan/outbox/memory';
import type { OrderRow, RecordedStep } from '../../checker/index.ts';
import type { Defect } from '../defects.ts';
import type { WatchedInbox } from './watched-inbox.ts';

type Order = Entry['order'];

interface Kept {
  readonly order: Order;
  readonly mark: string | null;
  readonly steps: readonly RecordedStep[];
}

/** `orders.placed_order`, `orders.line` and `orders.step`: each entry is written in its turn, whole. */
export class OrderTable {
  readonly #orders = new Map<string, Kept>();
  readonly #inbox: WatchedInbox;
  readonly #outbox: MemoryOutbox;
  readonly #defect: Defect | undefined;

  constructor({ inbox, outbox, defect }: { readonly inbox: WatchedInbox; readonly outbox: MemoryOutbox; readonly defect: Defect | undefined }) {
    this.#inbox = inbox;
    this.#outbox = outbox;
    this.#defect = defect;
  }

  /** The table as a process reaches it. */
  seenBy(by: string): OrderLedger {
    const inbox = this.#inbox.seenBy(by);
    const fenced = this.#defect !== 'handler outside of the fence';
    const complete = (turn: Parameters<OrderLedger['completeTurn']>[0]) => (fenced ? inbox.complete(turn) : this.#inbox.complete(by, turn, { fenced }));
    return {
      find: async (orderId) => this.#orders.get(orderId)?.order,
      record: async ({ step, order, event, opens, completesTurn }, turn) => {
        if (fenced) inbox.hold(turn);
        const kept = this.#orders.get(order.orderId);
        this.#orders.set(order.orderId, { order, mark: kept?.mark ?? opens?.shipTo.line2 ?? null, steps: [...(kept?.steps ?? []), step.kind] });
        this.#inbox.step(by, turn, order.orderId, step.kind);
        if (event && this.#defect !== 'events forgotten') this.#outbox.append([event]);
        if (completesTurn) complete(turn);
      },
      // The provider sends no events here, so nobody asks for it.
      hurry: async () => false,
      completeTurn: async (turn) => complete(turn),
    };
  }

  rows(): OrderRow[] {
    return [...this.#orders.values()].map(({ order, mark, steps }) => {
      const { orderId, buyer, market, history, priced } = order;
      const { status, reason = null } = history.at(-1)!;
      return {
        orderId, buyer, mark, market, status, reason, steps,
        lines: priced?.lines.map(({ sku, quantity, unitPrice }) => ({ sku, quantity, unitPrice })) ?? null,
        total: priced?.total ?? null,
      };
    });
  }
}
