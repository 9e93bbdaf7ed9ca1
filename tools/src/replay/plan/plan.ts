import type { Market, ProductImport } from '@banyan/contracts/catalog';
import type { OrderLine } from '@banyan/contracts/values';
import type { LeftOutReason } from './left-out.ts';

/** An invoice as the order that it is played as. */
export interface PlannedOrder {
  readonly invoice: string;
  /** When it was written, by the clock of the shop that wrote it. */
  readonly time: string;
  /** As the file names them; a guest's order has none. */
  readonly customer?: string;
  /** As the file names it. */
  readonly country: string;
  readonly market: string;
  /** ISO 4217. */
  readonly currency: string;
  /** Each SKU once. */
  readonly lines: readonly OrderLine[];
}

/** What a replay brings in and plays. */
export interface Plan {
  /** Invoice numbers in the file, also of those that are not played. */
  readonly invoices: number;
  /** Lines of the file that are not played. */
  readonly leftOut: Readonly<Record<LeftOutReason, number>>;
  readonly markets: readonly Market[];
  readonly products: readonly ProductImport[];
  /** As the file names them. */
  readonly customers: readonly string[];
  /** In the order in which they are played. */
  readonly orders: readonly PlannedOrder[];
}
