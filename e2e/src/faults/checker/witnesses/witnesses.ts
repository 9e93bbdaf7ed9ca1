import type { LaneEntry } from './lane-entry.ts';
import type { LedgerEntry } from './ledger-entry.ts';
import type { Leftover } from './leftover.ts';
import type { HeardRow, IntakeRow, NotExecutedRow, OrderRow } from './order-rows.ts';
import type { MovementRow, StockRow } from './stock-rows.ts';

/** What is found at the end of a run, once the shop has stopped. */
export interface Witnesses {
  readonly orders: readonly OrderRow[];
  readonly intake: readonly IntakeRow[];
  readonly notExecuted: readonly NotExecutedRow[];
  readonly heard: readonly HeardRow[];
  readonly stock: readonly StockRow[];
  readonly movements: readonly MovementRow[];
  readonly ledger: readonly LedgerEntry[];
  readonly lanes: readonly LaneEntry[];
  /** All versions in `routing.route_state`. */
  readonly routeVersions: readonly number[];
  readonly leftovers: readonly Leftover[];
}
