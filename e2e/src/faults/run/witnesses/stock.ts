import type { MovementRow, StockRow } from '../../checker/index.ts';
import type { Owner } from '../owner.ts';

const stock = 'SELECT sku, initial, on_hand AS "onHand" FROM catalog.stock ORDER BY sku';
const movements = 'SELECT order_id AS "orderId", sku, kind, quantity FROM catalog.movement ORDER BY 1, 2, 3';

/** What is in stock, and what moved it. */
export async function readStock({ query }: Pick<Owner, 'query'>) {
  return { stock: await query<StockRow & object>(stock), movements: await query<MovementRow & object>(movements) };
}
