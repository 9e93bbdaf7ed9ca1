import { ids } from '../testing/a-run.ts';
import { buyerOf } from '../testing/names.ts';
import { events, rows } from '../testing/run.ts';
import { laneOf, type LaneEntry } from '../witnesses/lane-entry.ts';
import { changeoverFrom, event, placed, swapped, type BadHistory } from './bad-history.ts';

const ada = laneOf(buyerOf('ada'));
const bob = laneOf(buyerOf('bob'));
const cancelled = (entry: LaneEntry) => entry.kind === 'applied' && entry.messageId === `orders.cancelOrder:${ids.cancelled}`;
const lastOf = (lane: string) => ({ lane, position: 1_000, by: 'worker-2', epoch: 2 });

/** Lanes in which calls were left out, repeated, overtaken, or written by others than their claimer. */
export const badLanes: readonly BadHistory[] = [
  { what: 'a number that was left out', changes: [rows('lanes').changed(cancelled, { sequence: 4 })], broken: 'in-turn' },
  { what: 'a number that was applied twice', changes: [rows('lanes').with({ ...lastOf(bob), kind: 'applied', sequence: 3, messageId: 'orders.cancelOrder:other' })], broken: 'in-turn' },
  { what: 'a call that was applied under two numbers', changes: [rows('lanes').with({ ...lastOf(bob), kind: 'applied', sequence: 4, messageId: `orders.placeOrder:${ids.lamp}` })], broken: 'in-turn' },
  { what: 'a lane that begins in the middle', changes: [rows('lanes').changed(placed(ids.confirmed), { sequence: 0 })], broken: 'in-turn' },
  { what: 'an order that was carried out past its lane', changes: [rows('lanes').changed(placed(ids.outOfStock), { messageId: 'orders.placeOrder:another' })], broken: 'in-turn' },
  {
    what: 'an order in a second lane of its customer',
    changes: [
      rows('orders').changed((row) => row.orderId === ids.cancelled, { buyer: buyerOf('dora') }),
      rows('lanes').with(
        { ...lastOf(laneOf(buyerOf('dora'))), position: 1, kind: 'claimed', epoch: 2 },
        { ...lastOf(laneOf(buyerOf('dora'))), kind: 'applied', sequence: 1, messageId: `orders.placeOrder:${ids.cancelled}` },
      ),
      rows('lanes').changed((entry) => placed(ids.cancelled)(entry) && entry.lane === ada, { messageId: 'orders.placeOrder:another' }),
    ],
    broken: 'in-turn',
  },

  { what: 'two orders that changed places', changes: [swapped(ids.declined, ids.lamp)], broken: 'in-real-time' },
  { what: 'an order that overtook the one in its Order-After', changes: [events.changed(event('submit', 'invoke', { key: 'lamp' }), { after: ids.retried })], broken: 'in-real-time' },
  {
    what: 'a cancellation that was applied before its order',
    changes: [rows('lanes').changed((entry) => placed(ids.cancelled)(entry) || cancelled(entry), (entry) => ({ messageId: `orders.${cancelled(entry) ? 'placeOrder' : 'cancelOrder'}:${ids.cancelled}` }))],
    broken: 'in-real-time',
  },
  {
    what: 'two orders that changed places in a changeover that only the later one fell into',
    changes: [swapped(ids.declined, ids.lamp), changeoverFrom('lamp', 'lamp')],
    broken: 'in-real-time',
  },

  { what: 'two claims with one epoch', changes: [rows('lanes').changed((entry) => entry.lane === ada && entry.kind !== 'step', { epoch: 1 })], broken: 'fenced' },
  { what: 'a call that was applied with an epoch that nobody had', changes: [rows('lanes').changed(placed(ids.lamp), { epoch: 7 })], broken: 'fenced' },
  { what: 'an epoch that went back', changes: [rows('lanes').changed((entry) => entry.lane === ada && entry.kind === 'claimed' && entry.epoch === 1, { epoch: 2 })], broken: 'fenced' },
  {
    what: 'a call that was applied with the epoch before the last',
    changes: [rows('lanes').changed(placed(ids.cancelled), { epoch: 1 })],
    broken: 'fenced',
  },
  { what: 'a call that was applied by whom the lane was taken from', changes: [rows('lanes').changed(cancelled, { by: 'worker-1' })], broken: 'fenced' },
  { what: 'a step that was recorded by whom the lane was taken from', changes: [rows('lanes').with({ ...lastOf(bob), by: 'worker-1', kind: 'step', orderId: ids.lamp, step: 'released' })], broken: 'fenced' },
  { what: 'a lane that nobody claimed', changes: [rows('lanes').without((entry) => entry.kind === 'claimed')], broken: 'fenced' },
];
