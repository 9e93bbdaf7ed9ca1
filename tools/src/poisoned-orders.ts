import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';

/** The tables of a shop's orders, in which an order can be made one that fails. */
export interface PoisonedOrders {
  readonly database: Client;
  /** Puts an order of that id there which is somebody else's, over which the handler fails. */
  plant(orderId: string): Promise<void>;
  /** Takes it away again. */
  mend(orderId: string): Promise<void>;
  close(): Promise<void>;
}

/** @param folder in which the shop keeps what it remembers */
export async function poisonedOrders(folder: string): Promise<PoisonedOrders> {
  const environment = await readFile(join(folder, 'environments', 'orders.env'), 'utf8');
  const database = new Client({ connectionString: /^ORDERS_DATABASE_URL=(.+)$/m.exec(environment)![1]! });
  await database.connect();
  return {
    database,
    plant: async (orderId) =>
      void (await database.query(`INSERT INTO orders.placed_order (order_id, buyer, market, status, accepted_at, ship_to) VALUES ($1, 'gst_somebody-else', 'GB', 'processing', now(), '{}')`, [orderId])),
    mend: async (orderId) => void (await database.query('DELETE FROM orders.placed_order WHERE order_id = $1', [orderId])),
    close: () => database.end(),
  };
}
