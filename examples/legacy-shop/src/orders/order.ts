export interface OrderLine {
  sku: string;
  quantity: number;
}

export class Order {
  status: 'placed' | 'cancelled' = 'placed';

  constructor(
    readonly number: string,
    readonly customerId: string,
    readonly lines: OrderLine[],
    /** In cents. */
    readonly total: number,
    readonly note: string | null,
  ) {}
}
