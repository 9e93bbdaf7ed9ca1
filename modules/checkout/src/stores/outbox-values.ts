import type { OutboxMessage } from '@banyan/outbox';

/** A message as the last nine parameters of a statement that calls `checkout.outbox_append`. */
export function outboxValues(message: OutboxMessage): unknown[] {
  return [
    message.lane,
    message.destination,
    message.messageId,
    message.contractVersion,
    message.body,
    JSON.stringify(message.principal),
    message.traceparent,
    message.acceptedAt,
    message.routeVersion,
  ];
}
