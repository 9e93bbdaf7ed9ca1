import type { HeardRow, IntakeRow, NotExecutedRow, OrderRow } from '../../checker/index.ts';
import type { Owner } from '../owner.ts';

/** Those that processing has, and those that checkout itself rejected: of any other that processing lacks the edge's word is no proof that it was carried out. */
const orders = `
  SELECT placed.order_id AS "orderId", placed.buyer, placed.ship_to->>'line2' AS mark, placed.market, placed.status,
    (SELECT CASE step WHEN 'refused' THEN outcome->>'reason' WHEN 'outOfStock' THEN 'outOfStock' WHEN 'declined' THEN 'paymentDeclined' END
       FROM orders.step WHERE step.order_id = placed.order_id AND step IN ('refused', 'outOfStock', 'declined') LIMIT 1) AS reason,
    (SELECT jsonb_agg(jsonb_build_object('sku', sku, 'quantity', quantity, 'unitPrice', unit_price) ORDER BY position)
       FROM orders.line WHERE line.order_id = placed.order_id) AS lines,
    CASE WHEN placed.total IS NOT NULL THEN jsonb_build_object('amount', placed.total, 'currency', placed.currency) END AS total,
    coalesce((SELECT jsonb_agg(step ORDER BY position) FROM orders.step WHERE step.order_id = placed.order_id), '[]') AS steps
  FROM orders.placed_order AS placed
  UNION ALL
  SELECT order_id, intake.buyer, NULL, intake.market, heard.status, heard.state->'history'->-1->>'reason', NULL, NULL, '[]'
  FROM checkout.intake AS intake JOIN checkout.order_state AS heard USING (order_id)
  WHERE heard.status = 'rejected' AND heard.state->'history'->-1->>'reason' IN ('unknownCart', 'emptyCart')
    AND NOT EXISTS (SELECT FROM orders.placed_order WHERE placed_order.order_id = intake.order_id)
  ORDER BY 1`;

const intake = 'SELECT order_id AS "orderId", buyer, market, lines FROM checkout.intake ORDER BY 1';
const notExecuted = 'SELECT order_id AS "orderId", request_hash AS "requestHash" FROM checkout.not_executed ORDER BY 1, 2';
const heard = 'SELECT order_id AS "orderId", revision, status FROM checkout.order_state ORDER BY 1';

/** What became of the orders, by everybody who keeps rows of them. */
export async function readOrders({ query }: Pick<Owner, 'query'>) {
  return {
    orders: await query<OrderRow & object>(orders),
    intake: await query<IntakeRow & object>(intake),
    notExecuted: await query<NotExecutedRow & object>(notExecuted),
    heard: await query<HeardRow & object>(heard),
  };
}
