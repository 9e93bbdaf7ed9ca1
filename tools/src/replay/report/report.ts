import type { LeftOutReason } from '../plan/left-out.ts';

/** What a replay measured and counted; written by `--json` as it is. */
export interface Report {
  /** Invoice numbers in the file. */
  readonly invoices: number;
  /** Orders that were played. */
  readonly orders: number;
  /** Orders that the shop took. */
  readonly accepted: number;
  /** Lines of the whole file that are not played. */
  readonly leftOut: Readonly<Record<LeftOutReason, number>>;
  readonly confirmed: number;
  /** By reason. */
  readonly rejected: Readonly<Record<string, number>>;
  /** Pieces of confirmed orders, by the file's name of the country. */
  readonly units: Readonly<Record<string, number>>;
  /** What confirmed orders come to in minor units of the country's currency, by the file's name of the country. */
  readonly revenue: Readonly<Record<string, number>>;
  /** Orders that ended per second, from the acceptance of the first to the end of the last, by the shop's clock. */
  readonly ordersPerSecond: number;
  /** From first sending an order until it was accepted, repeats included. */
  readonly intakeMs: { readonly p50: number; readonly p99: number };
}

/** An order of which it cannot be said, or not truthfully, how it ended. */
export interface Unaccounted {
  readonly invoice: string;
  readonly orderId: string;
  readonly why: string;
}

/** A report, and what it could not account for. */
export interface Account {
  readonly report: Report;
  /** Accepted orders only. */
  readonly unaccounted: readonly Unaccounted[];
  /** Orders that the shop did not take, with its reason. */
  readonly refused: readonly { readonly invoice: string; readonly why: string }[];
}
