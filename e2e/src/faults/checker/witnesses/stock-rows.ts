/** `catalog.stock`. */
export interface StockRow {
  readonly sku: string;
  readonly initial: number;
  readonly onHand: number;
}

/** `catalog.movement`. */
export interface MovementRow {
  readonly orderId: string;
  readonly sku: string;
  readonly kind: 'reserved' | 'released';
  readonly quantity: number;
}
