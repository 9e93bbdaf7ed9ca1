import type { DeferredCall } from '@banyan/contracts/define';
import type { OutboxMessage } from '../message.ts';

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

/** A message with its place in the lane. */
export function call(lane: string, sequence: number): DeferredCall {
  return { ...message(lane, sequence), sequence };
}

/** The places of calls in their lane. */
export function sequencesOf(calls: readonly DeferredCall[] | undefined): number[] | undefined {
  return calls?.map(({ sequence }) => sequence);
}
