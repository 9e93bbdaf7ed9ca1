/** Work that is still somewhere once everything should be done. */
export interface Leftover {
  /** A table, a queue, a folder: `checkout.outbox_entry`, `banyan-orders.fifo`. */
  readonly where: string;
  /** How many of it. */
  readonly count: number;
}
