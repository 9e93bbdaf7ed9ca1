import { contentOf } from '../../history/index.ts';
import { ids } from '../testing/a-run.ts';
import { buyerOf, orderIdOf } from '../testing/names.ts';
import { events, operations, rows } from '../testing/run.ts';
import { about, event, forgotten, type BadHistory } from './bad-history.ts';

const accepting = (customer: string, key: string, orderId: string) => {
  const stamp = { p: 'others', op: `others-${key}`, f: 'submit' };
  const asked = { session: customer, customer, key, hash: JSON.stringify([{ sku: 'MUG', quantity: 1 }]), content: contentOf('GB', [{ sku: 'MUG', quantity: 1 }]) };
  return events.with({ ...stamp, k: 'invoke', t: 1_000_000_000n, n: 1, ...asked }, { ...stamp, k: 'ok', t: 1_001_000_000n, n: 2, http: 202, orderId });
};
const sent = (key: string) => event('submit', 'invoke', { key });
const ofCleo = { buyer: buyerOf('cleo'), mark: 'cleo out-of-stock', market: 'GB' };

/** Orders lost, made up, altered, or doubled. */
export const badOrders: readonly BadHistory[] = [
  { what: 'an order that was acknowledged, and nobody ever wrote down', changes: [accepting('dora', 'lost', orderIdOf('dora', 'lost'))], broken: 'accepted-is-kept' },
  { what: 'an order that was rejected, so moved nothing, and whose row is gone', changes: forgotten(ids.outOfStock), broken: 'accepted-is-kept' },
  {
    what: 'a confirmed order whose row is gone',
    changes: forgotten(ids.lamp),
    broken: 'accepted-is-kept',
    also: ['charged-once', 'stock-adds-up'],
    since: 'its charge and its stock are now of no order',
  },
  {
    what: 'an order that intake wrote down, unheard by its shopper, and then forgot',
    changes: [...forgotten(ids.unheard), rows('ledger').without(about(ids.unheard)), rows('movements').without(about(ids.unheard)), rows('stock').changed(({ sku }) => sku === 'PEN', { onHand: 5 })],
    broken: 'accepted-is-kept',
  },
  {
    what: 'an order that intake wrote down, unheard by its shopper, and that never ended',
    changes: [
      rows('orders').changed(about(ids.unheard), { status: 'processing', steps: ['priced', 'reserved'] }),
      rows('heard').changed(about(ids.unheard), { status: 'processing', revision: 1 }),
      operations.endedBy(event('status', 'invoke', { orderId: ids.unheard }), { status: 'processing', history: ['accepted', 'processing'] }),
    ],
    broken: 'accepted-is-kept',
  },
  { what: 'an order without its row at intake', changes: [rows('intake').without(about(ids.retried))], broken: 'accepted-is-kept' },
  {
    what: 'an order that was begun and never ended',
    changes: [
      rows('orders').changed(about(ids.outOfStock), { status: 'processing', reason: null, steps: ['priced'] }),
      rows('heard').changed(about(ids.outOfStock), { status: 'processing', revision: 1 }),
      operations.endedBy(event('status', 'invoke', { orderId: ids.outOfStock }), { status: 'processing', history: ['accepted', 'processing'] }),
    ],
    broken: 'accepted-is-kept',
  },
  {
    what: 'an accepted cancellation without effect',
    changes: [
      rows('orders').changed(about(ids.cancelled), { status: 'confirmed', steps: ['priced', 'reserved', 'charged'] }),
      rows('heard').changed(about(ids.cancelled), { status: 'confirmed', revision: 2 }),
      rows('ledger').without((entry) => entry.kind === 'refund'),
      rows('movements').without((movement) => movement.kind === 'released' && movement.orderId === ids.cancelled),
      rows('stock').changed(({ sku }) => sku === 'PEN' || sku === 'MUG', ({ onHand }) => ({ onHand: onHand - 1 })),
      events.changed((one) => one.f === 'status' && one.k === 'ok' && one.status === 'cancelled', { status: 'confirmed', history: ['accepted', 'processing', 'confirmed'] }),
    ],
    broken: 'accepted-is-kept',
  },

  {
    what: 'an order that nobody sent',
    changes: [rows('orders').changed(about(ids.outOfStock), { mark: 'somebody else' })],
    broken: 'nothing-unasked',
  },
  { what: 'an order whose attempts are nowhere in the history', changes: [operations.without(sent('out-of-stock'))], broken: 'nothing-unasked' },
  { what: 'a cancellation that nobody asked for', changes: [events.without((one) => one.f === 'cancel')], broken: 'nothing-unasked' },
  {
    what: 'a cancellation that was refused and carried out',
    changes: [events.changed(event('cancel', 'ok'), { k: 'fail', http: 404, code: 'unknownOrder' })],
    broken: 'nothing-unasked',
  },

  { what: 'another market than was ordered from', changes: [rows('orders').changed(about(ids.confirmed), { market: 'DE' })], broken: 'as-ordered' },
  {
    what: 'one piece more than was ordered, in intake and order, charged and taken from stock',
    changes: [
      rows('orders').changed(about(ids.confirmed), { lines: [{ sku: 'MUG', quantity: 3, unitPrice: 250 }], total: { amount: 750, currency: 'GBP' } }),
      rows('intake').changed(about(ids.confirmed), { lines: [{ sku: 'MUG', quantity: 3 }] }),
      rows('movements').changed(about(ids.confirmed), { quantity: 3 }),
      rows('ledger').changed(about(ids.confirmed), { amount: 750 }),
      rows('stock').changed(({ sku }) => sku === 'MUG', ({ onHand }) => ({ onHand: onHand - 1 })),
      events.changed(event('charge', 'invoke'), { amount: 750 }),
      events.changed(sent('confirmed'), { total: undefined }),
    ],
    broken: 'as-ordered',
  },
  { what: 'intake with other lines than its order', changes: [rows('intake').changed(about(ids.lamp), { lines: [{ sku: 'PEN', quantity: 1 }] })], broken: 'as-ordered' },
  {
    what: 'a total that is not the sum of its lines',
    changes: [rows('orders').changed(about(ids.outOfStock), { lines: [{ sku: 'LAMP', quantity: 1, unitPrice: 249 }] })],
    broken: 'as-ordered',
  },
  {
    what: 'a price that the shopper was not shown',
    changes: [events.changed(sent('lamp'), { total: { amount: 199, currency: 'GBP' } })],
    broken: 'as-ordered',
  },

  { what: 'a retry that was given another order', changes: [accepting('bob', 'retried', ids.lamp)], broken: 'one-key-one-order' },
  {
    what: 'a retry that was given an order id of its own',
    changes: [accepting('bob', 'retried', orderIdOf('bob', 'again'))],
    broken: 'one-key-one-order',
    also: ['accepted-is-kept'],
    since: 'the second id is of no order',
  },
  {
    what: 'a key that was carried out twice',
    changes: [
      rows('orders').with({ ...ofCleo, orderId: orderIdOf('cleo', 'again'), status: 'rejected', reason: 'unknownCart', lines: null, total: null, steps: [] }),
      rows('heard').with({ orderId: orderIdOf('cleo', 'again'), status: 'rejected', revision: 1 }),
    ],
    broken: 'one-key-one-order',
  },
  {
    what: 'another body under the same key that was accepted too',
    changes: [events.changed(event('submit', 'fail', { http: 422 }), { k: 'ok', http: 202, orderId: ids.retried })],
    broken: 'one-key-one-order',
  },
  {
    what: 'a repeat with an equal body that was refused as if it were another',
    changes: [events.changed(event('submit', 'fail', { http: 400 }), { http: 422, code: 'idempotencyKeyReused' })],
    broken: 'one-key-one-order',
  },
  {
    what: 'two customers who were given the same order under the same key',
    changes: [accepting('dora', 'retried', ids.retried)],
    broken: 'one-key-one-order',
  },
];
