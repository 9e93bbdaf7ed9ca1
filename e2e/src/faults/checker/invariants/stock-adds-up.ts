import { demandOf } from '../../history/index.ts';
import type { Facts } from '../facts/facts.ts';
import { groupBy } from '../facts/group.ts';
import { isFinal } from '../facts/statuses.ts';
import type { Breach, Invariant } from '../invariant.ts';
import type { OrderRow } from '../witnesses/order-rows.ts';
import type { MovementRow, StockRow } from '../witnesses/stock-rows.ts';

/** What was there, less what was sold, is what is left, to the piece. */
export const stockAddsUp: Invariant = {
  name: 'stock-adds-up',
  promise: 'For each SKU initial − reserved + released = on hand ≥ 0, and each order moved just what it sold or gave back.',
  *breaches(facts) {
    const ofSku = groupBy(facts.witnesses.movements, ({ sku }) => sku);
    for (const stock of facts.witnesses.stock) yield* sumOf(stock, ofSku.get(stock.sku) ?? []);
    for (const [orderId, movements] of facts.movementsOf) yield* moved(orderId, movements, facts);
    for (const order of facts.witnesses.orders) if (isFinal(order.status)) yield* demanded(order, facts.movementsOf.get(order.orderId) ?? []);
  },
};

function* sumOf(stock: StockRow, movements: readonly MovementRow[]): Generator<Breach> {
  const held = movements.reduce((sum, { kind, quantity }) => sum + (kind === 'reserved' ? quantity : -quantity), 0);
  const { sku, initial, onHand } = stock;
  if (onHand < 0) yield { what: `${sku} was sold ${-onHand} times more often than it was there.`, rows: [{ stock }] };
  if (initial - held !== onHand) yield { what: `Of ${initial} ${sku} orders hold ${held}, and ${onHand} are on hand instead of ${initial - held}.`, rows: [{ stock }] };
}

function* moved(orderId: string, movements: readonly MovementRow[], { order }: Facts): Generator<Breach> {
  const rows = movements.map((movement) => ({ movement }));
  if (!order.has(orderId)) yield { what: `Stock was moved for ${orderId}, which is no order.`, rows };
  const kinds = new Set(movements.map(({ sku, kind }) => `${kind} ${sku}`));
  if (kinds.size < movements.length) yield { what: `Stock was moved more than once for a line of ${orderId}.`, rows };
}

function* demanded(order: OrderRow, movements: readonly MovementRow[]): Generator<Breach> {
  const demand = told(demandOf(order.lines ?? []));
  const wasReserved = order.status !== 'rejected' || order.reason === 'paymentDeclined';
  const wasReleased = wasReserved && order.status !== 'confirmed';
  const [reserved, released] = (['reserved', 'released'] as const).map((kind) => told(demandOf(movements.filter((movement) => movement.kind === kind))));
  const rows = [{ order }, ...movements.map((movement) => ({ movement }))];
  if (reserved !== (wasReserved ? demand : '')) {
    yield { what: `${order.orderId} is ${order.status} and reserved ${reserved || 'nothing'} instead of ${(wasReserved && demand) || 'nothing'}.`, rows };
  }
  if (released !== (wasReleased ? demand : '')) {
    yield { what: `${order.orderId} is ${order.status} and released ${released || 'nothing'} instead of ${(wasReleased && demand) || 'nothing'}.`, rows };
  }
}

const told = (demand: ReturnType<typeof demandOf>) => demand.map(({ sku, quantity }) => `${quantity} ${sku}`).join(', ');
