import type { OrderState } from '@banyan/contracts/orders';
import type { HeardRow } from '../../checker/index.ts';
import type { Defect } from '../defects.ts';

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

  /** The state of an order, and when it was heard of. */
  find(orderId: string): Kept | undefined {
    return this.#kept.get(orderId);
  }

  rows(): HeardRow[] {
    return [...this.#kept.values()].map(({ state: { orderId, revision, status } }) => ({ orderId, revision, status }));
  }
}
