import { ids } from '../testing/a-run.ts';
import { orderIdOf } from '../testing/names.ts';
import { events, operations, rows } from '../testing/run.ts';
import { about, event, type BadHistory } from './bad-history.ts';

const nobody = orderIdOf('nobody', 'nothing');
const mug = { amount: 250, currency: 'GBP' } as const;
const charge = (orderId: string, suffix = 'charge') => ({ kind: 'charge', key: `${orderId}:${suffix}`, ...mug, outcome: 'approved' }) as const;
const isLamp = ({ sku }: { readonly sku: string }) => sku === 'LAMP';
const isMug = ({ sku }: { readonly sku: string }) => sku === 'MUG';
const oneLess = ({ onHand }: { readonly onHand: number }) => ({ onHand: onHand - 1 });
const isRefund = ({ kind }: { readonly kind: string }) => kind === 'refund';
const counted = (sku: string, onHand: number, held: number) => operations.endedBy(event('stock', 'invoke'), { levels: [{ sku, onHand, held }] });
/** In the second count only, by when everything had been asked for. */
const countedLate = (sku: string, onHand: number, held: number) => operations.endedBy(event('stock', 'invoke', { op: 'auditor-3' }), { levels: [{ sku, onHand, held }] });

/** Money and stock that do not add up. */
export const badMoneyAndStock: readonly BadHistory[] = [
  { what: 'a second charge under a new key', changes: [rows('ledger').with(charge(ids.retried, 'charge-2'))], broken: 'charged-once' },
  { what: 'a second charge under the same key', changes: [rows('ledger').with(charge(ids.retried))], broken: 'charged-once' },
  { what: 'a charge of no order', changes: [rows('ledger').with(charge(nobody))], broken: 'charged-once' },
  { what: 'a confirmed order that was never charged', changes: [rows('ledger').without(about(ids.lamp))], broken: 'charged-once' },
  { what: 'another sum than the total', changes: [rows('ledger').changed(about(ids.lamp), { amount: 251 })], broken: 'charged-once' },
  { what: 'another currency than the total’s', changes: [rows('ledger').changed(about(ids.lamp), { currency: 'EUR' })], broken: 'charged-once' },
  { what: 'a rejected order that was charged', changes: [rows('ledger').changed(about(ids.declined), { outcome: 'approved' })], broken: 'charged-once' },
  { what: 'a payment that was declined without asking', changes: [rows('ledger').without(about(ids.declined))], broken: 'charged-once' },
  { what: 'a cancelled order whose money was kept', changes: [rows('ledger').without(isRefund)], broken: 'charged-once' },
  { what: 'money given back twice', changes: [rows('ledger').with({ kind: 'refund', key: `${ids.cancelled}:refund-2`, chargeKey: `${ids.cancelled}:charge`, amount: 500, currency: 'GBP' })], broken: 'charged-once' },
  { what: 'money given back of an order that stands', changes: [rows('ledger').with({ kind: 'refund', key: `${ids.lamp}:refund`, chargeKey: `${ids.lamp}:charge`, ...mug })], broken: 'charged-once' },
  { what: 'less money given back than was charged', changes: [rows('ledger').changed(isRefund, { amount: 499 })], broken: 'charged-once' },
  {
    what: 'a retry that asked the provider under a new key',
    changes: [
      events.with(
        { t: 900_000_000n, p: 'provider-2', n: 1, op: 'provider-2-1', f: 'charge', k: 'invoke', orderId: ids.confirmed, key: `${ids.confirmed}:charge-2`, amount: 500, currency: 'GBP' },
        { t: 901_000_000n, p: 'provider-2', n: 2, op: 'provider-2-1', f: 'charge', k: 'info', error: 'ECONNRESET' },
      ),
    ],
    broken: 'charged-once',
  },

  {
    what: 'a retry that asked the provider for another sum',
    changes: [events.with({ t: 900_000_000n, p: 'provider', n: 3, op: 'provider-3', f: 'charge', k: 'invoke', orderId: ids.confirmed, key: `${ids.confirmed}:charge`, amount: 1, currency: 'GBP' })],
    broken: 'charged-once',
  },

  { what: 'more sold than was there', changes: [rows('stock').changed(isLamp, { initial: 0, onHand: -1 }), operations.without(event('stock', 'invoke'))], broken: 'stock-adds-up' },
  { what: 'a piece that is neither sold nor there', changes: [rows('stock').changed(isMug, oneLess)], broken: 'stock-adds-up' },
  {
    what: 'a line that was reserved twice',
    changes: [rows('movements').with({ orderId: ids.retried, sku: 'MUG', kind: 'reserved', quantity: 1 }), rows('stock').changed(isMug, oneLess)],
    broken: 'stock-adds-up',
  },
  {
    what: 'a line that was reserved in two goes',
    changes: [rows('movements').changed(about(ids.confirmed), { quantity: 1 }), rows('movements').with({ orderId: ids.confirmed, sku: 'MUG', kind: 'reserved', quantity: 1 })],
    broken: 'stock-adds-up',
  },
  {
    what: 'a confirmed order that reserved nothing',
    changes: [rows('movements').without(about(ids.lamp)), rows('stock').changed(isLamp, { onHand: 1 })],
    broken: 'stock-adds-up',
  },
  {
    what: 'a declined order that kept its stock',
    changes: [rows('movements').without((row) => row.orderId === ids.declined && row.kind === 'released'), rows('stock').changed(({ sku }) => sku === 'PEN', oneLess)],
    broken: 'stock-adds-up',
  },
  {
    what: 'an order that is out of stock and took some',
    changes: [rows('movements').with({ orderId: ids.outOfStock, sku: 'MUG', kind: 'reserved', quantity: 1 }), rows('stock').changed(isMug, oneLess)],
    broken: 'stock-adds-up',
  },
  {
    what: 'stock that was moved for no order',
    changes: [rows('movements').with({ orderId: nobody, sku: 'MUG', kind: 'reserved', quantity: 1 }), rows('stock').changed(isMug, oneLess)],
    broken: 'stock-adds-up',
  },

  { what: 'a count in which pieces are missing', changes: [countedLate('PEN', 3, 1)], broken: 'stock-as-seen' },
  { what: 'a count below nothing', changes: [countedLate('LAMP', -1, 2)], broken: 'stock-as-seen' },
  { what: 'a count of what the shop does not have', changes: [countedLate('HAT', 0, 0)], broken: 'stock-as-seen' },
  { what: 'a count in which more is sold than anybody asked for', changes: [counted('MUG', 2, 8)], broken: 'stock-as-seen' },
  { what: 'a count in which less is sold than shoppers had seen confirmed', changes: [counted('MUG', 9, 1)], broken: 'stock-as-seen' },
];
