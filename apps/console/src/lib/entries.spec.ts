import { expect, it } from '@jest/globals';
import { allEntries, entriesOf } from './entries.ts';

const groups = [{ entry: 'orders.processing', addresses: ['orders.place', 'orders.cancel'] }, { entry: null, addresses: ['orders.x', 'orders.y'] }];
const operations = ['orders.place', 'orders.getOrder', 'catalog.getProduct'].map((address) => ({ address, effect: 'read', delivery: 'reply', entry: null, route: { kind: 'local' } }) as const);

it('an operation is routed by itself, its group or its module', () => {
  expect(entriesOf('orders.place', groups)).toEqual(['orders.place', 'orders.processing', 'orders.*']);
  expect(entriesOf('orders.x', groups)).toEqual(['orders.x', 'orders.*']);
});

it('whole modules come first among all entries', () => expect(allEntries({ operations, groups })).toEqual(['orders.*', 'catalog.*', 'orders.processing', 'orders.place', 'orders.getOrder', 'catalog.getProduct']));
