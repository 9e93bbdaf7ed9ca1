import type { Reservation } from '@banyan/contracts/catalog';
import type { OrderLine } from '@banyan/contracts/values';

/** What one product began with and what is left of it, in pieces. */
export interface StockLevel {
  readonly sku: string;
  readonly initial: number;
  readonly onHand: number;
}

/** Pieces on hand, and what orders took of them. */
export interface Stock {
  /**
   * Takes the whole demand or nothing of it. The first answer for an order is kept, and is the answer to every
   * repeat. `outOfStock` names the demand's first SKU by its characters that is short; one without stock counts.
   * @param demand each SKU once
   */
  reserve(orderId: string, demand: readonly OrderLine[], at: Date): Promise<Reservation>;
  /** Puts back what the order took, once. */
  release(orderId: string, at: Date): Promise<void>;
  /** Levels of the SKUs that follow `after`, ordered by SKU, at most `limit` of them. */
  levels(after: string, limit: number): Promise<StockLevel[]>;
}
