import { expect } from '@jest/globals';
import type { Shopper } from '../shopper.ts';
import type { Accepted } from './an-order.ts';

export { anOrder, shipTo, type Accepted } from './an-order.ts';

/** Places an order that has to be accepted. */
export async function accepted(shopper: Shopper, name: string, body: object, bearer?: string): Promise<Accepted> {
  const response = await shopper.ask('post', '/orders', { key: shopper.key(name), body, ...(bearer ? { bearer } : {}) });
  expect({ status: response.status, body: response.body as unknown }).toMatchObject({ status: 202, body: { status: 'accepted' } });
  return response.body as Accepted;
}

/** Places an order and waits for its end. */
export async function placed(shopper: Shopper, name: string, body: object): Promise<Record<string, unknown>> {
  const { orderId, receipt } = await accepted(shopper, name, body);
  return (await shopper.settled(orderId, receipt)).body as Record<string, unknown>;
}
