import { expect } from '@jest/globals';
import type { Shopper } from '../shopper.ts';

export const shipTo = { name: 'Ada Example', line1: '1 Example Street', city: 'London', postcode: 'N1 1AA', country: 'GB' };

/** An order as a client sends it; what is named in `more` replaces or adds. */
export function anOrder(lines: readonly (readonly [sku: string, quantity: number])[], more: object = {}) {
  return {
    lines: lines.map(([sku, quantity]) => ({ sku, quantity })),
    market: 'GB',
    email: 'ada@example.org',
    shipTo,
    payment: { token: 'tok_approved' },
    ...more,
  };
}

export interface Accepted {
  readonly orderId: string;
  readonly receipt: string;
}

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
