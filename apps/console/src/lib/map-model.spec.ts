import { describe, expect, it } from '@jest/globals';
import type { Flow, RoutedOperation } from './answers.ts';
import { mapModel } from './map-model.ts';

const operation = (address: string, route: RoutedOperation['route']): RoutedOperation => ({ address, effect: 'read', delivery: 'reply', entry: null, route });
const flow = (more: Partial<Flow>): Flow => ({ host: 'monolith', address: 'catalog.getProduct', target: null, answered: 0, refused: 0, failed: 0, p50: 1, p99: 2, ...more });

describe('the map', () => {
  it('says who calls a module, and which share is answered where', () => {
    const operations = [operation('catalog.getProduct', { kind: 'canary', target: 'catalog', percent: 25 }), operation('orders.getOrder', { kind: 'local' })];
    const flows = [flow({ answered: 25, p99: 4 }), flow({ host: 'orders', answered: 50, failed: 1, refused: 4 }), flow({ target: 'catalog', answered: 20, p99: 9 })];
    const map = mapModel(flows, operations, ['orders', 'monolith']);
    expect(map).toMatchObject({ hosts: ['monolith', 'orders'], modules: ['orders', 'catalog'], places: ['home', 'catalog'] });
    expect(map.callers).toEqual([
      { host: 'monolith', module: 'catalog', rate: 45, failed: 0, p99: 9 },
      { host: 'orders', module: 'catalog', rate: 55, failed: 1, p99: 2 },
    ]);
    expect(map.answers).toEqual([
      { module: 'orders', place: 'home', rate: 0, failed: 0, p99: null, share: 0, routed: 1, shadow: false },
      { module: 'catalog', place: 'home', rate: 80, failed: 1, p99: 4, share: 0.8, routed: 1, shadow: false },
      { module: 'catalog', place: 'catalog', rate: 20, failed: 0, p99: 9, share: 0.2, routed: 1, shadow: false },
    ]);
  });

  it('tells a place that is only compared with, and leaves out one that nothing leads to', () => {
    const operations = [operation('catalog.getProduct', { kind: 'shadow', target: 'next', percent: 100 }), operation('orders.getOrder', { kind: 'remote', target: 'orders' })];
    const { answers } = mapModel([], operations, []);
    expect(answers.map(({ module, place, shadow }) => [module, place, shadow])).toEqual([
      ['orders', 'orders', false],
      ['catalog', 'home', false],
      ['catalog', 'next', true],
    ]);
  });
});
