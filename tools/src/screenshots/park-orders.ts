import { setTimeout as pause } from 'node:timers/promises';
import type { ParkedAnswer } from '@banyan/control';
import type { ControlClient } from '../banyan/control-client.ts';
import type { Plan } from '../replay/plan/plan.ts';
import { newOrder } from '../replay/play/new-order.ts';
import { HttpShop } from '../replay/shop/http-shop.ts';
import type { Shop } from '../start/shop.ts';
import { poisonedOrders } from '../poisoned-orders.ts';

const guests = 2;
/** Milliseconds between two looks. */
const betweenLooks = 100;

/** Has orders of two guests parked: they are accepted while the host of orders is away, and fail once it is back. */
export async function parkOrders(shop: Shop, { plan, data, control }: { readonly plan: Plan; readonly data: string; readonly control: ControlClient }): Promise<void> {
  const host = () => shop.hosts.find(({ name }) => name === 'orders')!;
  process.kill(host().pid, 'SIGKILL');
  while (host().state !== 'ended') await pause(betweenLooks);

  const http = new HttpShop(shop.publicUrl, { connections: 1 });
  const poisoned = await poisonedOrders(data);
  for (const order of plan.orders.slice(-guests)) {
    const { orderId } = await http.placeOrder(newOrder(order, 'parked', undefined));
    await poisoned.plant(orderId);
  }
  await poisoned.close();
  await http.close();

  await shop.startHost('orders');
  const parked = async () => (await control.get<ParkedAnswer>('parked?module=orders')).modules[0]?.parked.length ?? 0;
  while ((await parked()) < guests) await pause(betweenLooks);
}
