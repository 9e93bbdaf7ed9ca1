import type { NotExecuted } from '@banyan/contracts/checkout';
import type { Turn } from '@banyan/contracts/define';
import type { OrderState, OrderStatus } from '@banyan/contracts/orders';
import type { Money } from '@banyan/contracts/values';
import type { OrderPlace } from '../domain/order-cursor.ts';
import type { KeptState, OrderIntake } from '../domain/order-view.ts';

/** A recorded order with the last state heard of it, if any. */
export interface BookedOrder {
  readonly intake: OrderIntake;
  readonly kept: KeptState | null;
  /** Oldest first. */
  readonly notExecuted: readonly NotExecuted[];
}

/** A line of the list of a buyer's orders. */
export interface BookedSummary extends OrderPlace {
  readonly market: string;
  /** Null while nothing was heard of it. */
  readonly status: OrderStatus | null;
  readonly total: Money | null;
}

/** What checkout knows of its orders without asking anybody. Of an order's states it keeps the one with the highest revision. */
export interface OrderBook {
  find(orderId: string): Promise<BookedOrder | null>;
  /** Newest first, `limit` at most, beginning behind a place or with the newest. */
  list(buyer: string, behind: OrderPlace | null, limit: number): Promise<BookedSummary[]>;
  keep(state: OrderState, recordedAt: Date): Promise<void>;
  /**
   * Keeps the state and completes the turn, both or neither.
   * @throws StaleTurn if the turn was overtaken
   */
  keepInTurn(state: OrderState, recordedAt: Date, turn: Turn): Promise<void>;
}
