import { controlClient, type RetryAnswer } from '@banyan/tools/banyan';
import { until } from '../../routing/until.ts';
import type { World } from '../run/world.ts';
import type { Fault, Injected } from './fault.ts';

/** An order that was accepted and that processing has not seen yet, and its lane. */
const waiting = `
  SELECT order_id AS "orderId", 'checkout>orders/' || buyer AS lane FROM checkout.intake
  WHERE NOT EXISTS (SELECT FROM orders.placed_order WHERE placed_order.order_id = intake.order_id) ORDER BY accepted_at LIMIT 1`;

/** A row under its id that is somebody else's, over which processing fails. */
const plant = `INSERT INTO orders.placed_order (order_id, buyer, market, status, accepted_at, ship_to) VALUES ($1, 'gst_somebody-else', 'GB', 'processing', now(), '{}')`;
const mend = `DELETE FROM orders.placed_order WHERE order_id = $1 AND buyer = 'gst_somebody-else'`;

async function poisoned({ tested, processes, owner }: World): Promise<Injected> {
  const killed = await processes.kill('orders');
  const { orderId, lane } = await until('an order that waits', async () => (await owner.query<{ orderId: string; lane: string }>(waiting))[0]);
  await owner.query(plant, [orderId]);
  await processes.start('orders');
  await until(`${lane} to be parked`, async () => (await owner.query('SELECT FROM orders.inbox_due WHERE lane = $1 AND parked_at IS NOT NULL', [lane])).length > 0);
  return {
    evidence: `${killed}; over ${orderId} the lane ${lane} was parked`,
    heal: async () => {
      await owner.query(mend, [orderId]);
      const control = controlClient({ url: tested.shop.controlUrl ?? '', token: tested.shop.controlToken ?? '' });
      await control.send<RetryAnswer>('POST', 'lanes/retry', { module: 'orders', lane, by: 'operator' });
    },
  };
}

/** Orders over which processing fails each time. */
export const poisonFaults: readonly Fault[] = [
  { number: 'F14', does: 'has processing fail over an order each time, until its lane is parked and an operator mends it', shops: ['by-http', 'by-sqs'], tolerated: 'nothing', inject: (world) => poisoned(world) },
];
