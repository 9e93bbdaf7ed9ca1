import type { CrashPoint, Crossing, QueueCrossing, RequestCrossing, StatementCrossing } from './crash-point.ts';

type Path = readonly CrashPoint[];
type Where = Pick<CrashPoint, 'host' | 'by'>;

const statement = (words: string, more: Omit<StatementCrossing, 'kind' | 'words'> = {}): StatementCrossing => ({ kind: 'statement', words, ...more });
const request = (path: string): RequestCrossing => ({ kind: 'request', method: 'POST', path });
const queue = (command: string, name: string, more: Pick<QueueCrossing, 'withMessages'> = {}): QueueCrossing => ({ kind: 'queue', command: `${command}Command`, queue: `banyan-${name}`, ...more });
const recorded = (step: string) => statement('INSERT INTO orders.placed_order (', { values: `"step":"${step}"` });

const before = (where: Where, what: string, at: Crossing): CrashPoint => ({ ...where, name: `${what}, before`, when: 'before', at });
const after = (where: Where, what: string, at: Crossing): CrashPoint => ({ ...where, name: `${what}, after`, when: 'after', at });
const both = (where: Where, what: string, at: Crossing) => [before(where, what, at), after(where, what, at)];

const edge: Where = { host: 'monolith', by: 'ordering' };
const orders: Where = { host: 'orders', by: 'ordering' };
const edgeCancelling: Where = { host: 'monolith', by: 'cancelling' };
const ordersCancelling: Where = { host: 'orders', by: 'cancelling' };

const outboxClaim = (schema: string) => statement('claimed.lane AS claimed_lane, claimed.epoch, claimed.sent', { schema, withRows: true });
const outboxSettle = (schema: string) => statement('claim.epoch = delivery.epoch ORDER BY lane FOR UPDATE OF claim', { schema });
const inboxReceive = (schema: string) => statement('upto + row_number() OVER (PARTITION BY lane ORDER BY sequence) AS expected', { schema });
const inboxClaim = (schema: string) => statement('claimed.lane AS claimed_lane, claimed.epoch, claimed.applied', { schema, withRows: true });
const inboxSettle = (schema: string) => statement('fence.applied IN (progress.applied - 1, progress.applied)', { schema, withRows: true });

const intake: Path = both(edge, 'intake, its one statement', statement('INSERT INTO checkout.intake ('));

const relay: Path = [
  after(edge, 'relay, its lanes claimed', outboxClaim('checkout')),
  ...both(edge, 'relay, the call sent', queue('SendMessageBatch', 'orders.fifo')),
  after(edge, 'relay, the delivery settled', outboxSettle('checkout')),
];

const consumer: Path = [
  after(orders, 'consumer, a message received', queue('ReceiveMessage', 'orders.fifo', { withMessages: true })),
  ...both(orders, 'inbox, the call received', inboxReceive('orders')),
  ...both(orders, 'consumer, the message deleted', queue('DeleteMessageBatch', 'orders.fifo')),
  ...both(orders, 'consumer, the acknowledgement sent', queue('SendMessageBatch', 'checkout-acknowledgements')),
];

const execution: Path = [
  after(orders, 'lane, claimed', inboxClaim('orders')),
  after(orders, 'order, its price recorded', recorded('priced')),
  ...both(edge, 'stock, reserved', statement('INSERT INTO catalog.reservation (')),
  ...both(orders, 'order, its reservation recorded', recorded('reserved')),
  ...both(edge, 'charge, its intent written', statement('INSERT INTO payments.charge (')),
  ...both(edge, 'charge, the provider called', request('/charges')),
  after(edge, 'charge, its result written', statement('UPDATE payments.charge')),
  ...both(orders, 'order, confirmed', recorded('charged')),
  after(orders, 'lane, settled', inboxSettle('orders')),
];

const event: Path = [
  ...both(orders, 'event, sent', queue('SendMessageBatch', 'checkout.fifo')),
  after(edge, 'event, received', inboxReceive('checkout')),
  after(edge, 'event, its status kept', statement('INSERT INTO checkout.order_state AS kept')),
];

const cancellation: Path = [
  ...both(edgeCancelling, 'cancellation, its one statement', statement('INSERT INTO checkout.cancellation (')),
  after(edgeCancelling, 'refund, its intent written', statement('INSERT INTO payments.refund (')),
  ...both(edgeCancelling, 'refund, the provider called', request('/refund')),
  after(ordersCancelling, 'order, its refund recorded', recorded('refunded')),
  ...both(edgeCancelling, 'stock, released', statement(`SELECT $1, sku, 'released', quantity, $2 FROM held`)),
  after(ordersCancelling, 'order, cancelled', recorded('released')),
];

/** All places at which an order's way can be broken off, in the order in which it comes to them. */
export const crashPoints: Path = [...intake, ...relay, ...consumer, ...execution, ...event, ...cancellation];
