import type { LedgerEntry } from '../faults/checker/index.ts';
import type { Owner } from '../faults/run/owner.ts';
import type { ShopOfRun } from '../faults/run/shop-of-run.ts';
import { readLedger } from '../faults/run/witnesses/ledger.ts';

/** What the shop's rows, the payment provider's own ledger and the journal of the lanes come to. */
export interface Books {
  /** Charged and not refunded by the ledger, in minor units. */
  readonly charged: number;
  /** Everything that does not add up. */
  readonly mistakes: readonly string[];
}

const stock = `
  SELECT sku, initial, on_hand AS "onHand", coalesce(sold, 0)::int AS sold
  FROM catalog.stock LEFT JOIN (
    SELECT sku, sum(quantity) AS sold FROM orders.line JOIN orders.placed_order USING (order_id) WHERE status = 'confirmed' GROUP BY sku
  ) AS confirmed USING (sku)
  WHERE on_hand < 0 OR initial <> on_hand + coalesce(sold, 0)`;
const orders = `SELECT order_id AS "orderId", status, total::int AS total FROM orders.placed_order`;
const outOfTurn = `
  SELECT lane FROM (
    SELECT lane, sequence, row_number() OVER (PARTITION BY lane ORDER BY position) AS turn FROM faults.lane_entry WHERE kind = 'applied'
  ) AS applied WHERE sequence <> turn`;

/** Goes through the books of a shop of a run in which nothing is left to do. */
export async function booksOf({ owner, tested }: Pick<ShopOfRun, 'owner' | 'tested'>): Promise<Books> {
  const { charged, mistakes } = await stockAndMoney(owner, tested.folder);
  const lanes = await owner.query<{ lane: string }>(outOfTurn);
  return { charged, mistakes: [...mistakes, ...lanes.map(({ lane }) => `${lane} was not executed in turn`)] };
}

/** Goes through stock and money of any shop in which nothing is left to do. @param folder the shop's */
export async function stockAndMoney(owner: Pick<Owner, 'query'>, folder: string): Promise<Books> {
  const mistakes: string[] = [];
  for (const { sku, initial, onHand, sold } of await owner.query<{ sku: string; initial: number; onHand: number; sold: number }>(stock)) {
    mistakes.push(`${sku}: of ${initial} pieces ${sold} were sold and ${onHand} are left`);
  }
  const balance = balances(await readLedger(folder), mistakes);
  for (const { orderId, status, total } of await owner.query<{ orderId: string; status: string; total: number | null }>(orders)) {
    const [owed, paid] = [status === 'confirmed' ? total : 0, balance.get(orderId) ?? 0];
    if (paid !== owed) mistakes.push(`${orderId} is ${status} and paid ${paid} of ${owed}`);
  }
  return { charged: [...balance.values()].reduce((sum, paid) => sum + paid, 0), mistakes };
}

/** What each order has paid by the ledger; what was charged twice is a mistake. */
function balances(ledger: readonly LedgerEntry[], mistakes: string[]): Map<string, number> {
  const paid = new Map<string, number>();
  const charged = new Set<string>();
  for (const entry of ledger) {
    const [orderId] = entry.key.split(':') as [string];
    if (entry.kind === 'refund') paid.set(orderId, (paid.get(orderId) ?? 0) - entry.amount);
    else if (entry.outcome === 'approved') {
      if (charged.has(orderId)) mistakes.push(`${orderId} was charged twice`);
      charged.add(orderId);
      paid.set(orderId, (paid.get(orderId) ?? 0) + entry.amount);
    }
  }
  return paid;
}
