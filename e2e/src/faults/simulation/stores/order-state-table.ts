import type { CheckoutNeeds } from '@banyan/checkout/parts';
import type { OrderState } from '@banyan/contracts/orders';
import type { HeardRow } from '../../checker/index.ts';
import type { Defect } from '../defects.ts';
import type { IntakeTable } from './intake-table.ts';
import type { WatchedInbox } from './watched-inbox.ts';

interface Kept {
  readonly state: OrderState;
  readonly recordedAt: string;
}

/** `checkout.order_state`: of each order the newest state that was heard of. */
export class OrderStateTable {
  readonly #kept = new Map<string, Kept>();
  readonly #keepsOlder: boolean;

  constructor(defect: Defect | undefined) {
    this.#keepsOlder = defect === 'older states kept';
  }

  write(state: OrderState, recordedAt: string): void {
    const kept = this.#kept.get(state.orderId);
    if (!kept || kept.state.revision < state.revision || this.#keepsOlder) this.#kept.set(state.orderId, { state, recordedAt });
  }

  /** What checkout knows of its orders, as a process reaches it. */
  bookFor(by: string, { intakes, inbox }: { readonly intakes: IntakeTable; readonly inbox: WatchedInbox }): CheckoutNeeds['book'] {
    return {
      find: async (orderId) => {
        const found = intakes.find(orderId);
        if (!found) return null;
        const notExecuted = found.notExecuted.map((acceptedAt) => ({ acceptedAt, reason: 'idempotencyKeyReused' as const }));
        return { intake: found.intake, kept: this.#kept.get(orderId) ?? null, notExecuted };
      },
      list: async () => [],
      keep: async (state, recordedAt) => this.write(state, recordedAt.toISOString()),
      keepInTurn: async (state, recordedAt, turn) => {
        inbox.seenBy(by).hold(turn);
        this.write(state, recordedAt.toISOString());
        inbox.complete(by, turn);
      },
    };
  }

  rows(): HeardRow[] {
    return [...this.#kept.values()].map(({ state: { orderId, revision, status } }) => ({ orderId, revision, status }));
  }
}
