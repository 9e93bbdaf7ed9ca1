import type { DeferredCall } from '@banyan/contracts/define';
import type { OutboxMessage } from '@banyan/outbox';

/** A message of a lane, told apart by its number. */
export function message(lane: string, number: number): OutboxMessage {
  return {
    lane,
    destination: 'orders.placeOrder',
    messageId: `orders.placeOrder:${lane}:${number}`,
    contractVersion: '1.0.0',
    body: JSON.stringify({ number }),
    principal: { kind: 'customer', customerId: 'cus_12345678' },
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    acceptedAt: '2026-11-01T10:00:00.000Z',
    routeVersion: 1,
  };
}

export function call(lane: string, sequence: number): DeferredCall {
  return { ...message(lane, sequence), sequence };
}

/** A promise that settles when the condition holds, asked after every `check`. */
export function until(condition: () => boolean): { readonly reached: Promise<void>; check(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { reached: promise, check: () => condition() && resolve() };
}
