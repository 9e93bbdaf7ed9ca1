import type { InputOf, Turn } from '@banyan/contracts/define';
import type { orders } from '@banyan/contracts/orders';
import type { OutboxMessage } from '@banyan/outbox';
import type { Order } from '../domain/order.ts';
import type { Step } from '../domain/step.ts';

/** An order as checkout accepted it. */
export type OrderRequest = InputOf<(typeof orders)['operations']['placeOrder']>;

/** One step of an order and all that is written with it. */
export interface Entry {
  readonly step: Step;
  readonly at: Date;
  /** The order after the step. */
  readonly order: Order;
  /** The order's change, told to subscribers; absent if its status stayed. */
  readonly event?: OutboxMessage;
  /** What was accepted: with the order's first step, and only then. */
  readonly opens?: OrderRequest;
  /** With the last step the turn is completed. */
  readonly completesTurn: boolean;
}

/** Keeps orders as the steps that were recorded of them. */
export interface OrderLedger {
  /** The order after all steps recorded; undefined if there is none. */
  find(orderId: string): Promise<Order | undefined>;

  /**
   * Writes the whole entry or nothing of it.
   * @throws {StaleTurn} if the turn was overtaken; nothing is written then
   */
  record(entry: Entry, turn: Turn): Promise<void>;

  /** Ends the wait of a buyer's lane after a failed attempt. @returns false if it did not wait */
  hurry(buyer: string): Promise<boolean>;

  /**
   * Completes a turn in which nothing was left to do.
   * @throws {StaleTurn} if the turn was overtaken
   */
  completeTurn(turn: Turn): Promise<void>;
}
