import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { atOrders, type Load } from './load.ts';
import { roundShop } from './shop.testing.ts';
import { sizeFor } from './size.ts';
import { vcpuOf } from './tasks.ts';

const load: Load = { orders: 1, linesPerOrder: 1, reads: 2 };
const at = (orders: number) => sizeFor(atOrders(load, orders), roundShop);
const rate = fc.double({ min: 0.01, max: 2_000, noNaN: true });

describe('the size of a shop', () => {
  it('is the least that the environment has while the load is small', () => {
    const { hosts, writer, proxies } = at(0.001);
    expect([hosts.monolith.needed, hosts.orders.needed, hosts.catalog.needed, writer.units, proxies.perZone]).toEqual([2, 2, 2, 2, 1]);
  });

  it('grows by what the work takes, at the target of each part', () => {
    // 100 orders and 200 pages: the monolith has 1 s of CPU in each second, orders 1 s, the catalogue 1.1 s, the database 1.2 s.
    const { hosts, writer, work, places, outbound, queues } = at(100);
    expect(work.all.monolith).toBeCloseTo(1, 9);
    expect(hosts.monolith.needed).toBe(Math.ceil(1 / 0.5 / vcpuOf(roundShop.region.hosts.monolith)));
    expect(hosts.catalog.needed).toBe(Math.ceil(1.1 / 0.5 / vcpuOf(roundShop.region.hosts.catalog)));
    expect(writer.units).toBe(7);
    expect(places.utilisation).toBeCloseTo((100 * 0.25) / (hosts.orders.needed * 64), 9);
    expect([outbound, queues.messages, queues.busiest]).toEqual([20, 300, 200]);
  });

  it('counts lines: an order of eleven takes the catalogue eleven times as long', () => {
    const of = (linesPerOrder: number) => sizeFor({ orders: 1, linesPerOrder, reads: 0 }, roundShop).work.all.catalog;
    expect(of(11)).toBeCloseTo(11 * of(1), 9);
    expect(of(6)).toBeCloseTo(6 * of(1), 9);
  });

  it('adds tasks of orders where the payment company keeps lanes busy rather than CPU', () => {
    const slow = { ...roundShop, assumptions: { ...roundShop.assumptions, provider: 10 } };
    expect(sizeFor(atOrders(load, 30), slow).hosts.orders.needed).toBe(Math.ceil((30 * 10.05) / (64 * 0.5)));
  });

  it('halves the time of all CPU where cores are twice as quick', () => {
    const quick = sizeFor(atOrders(load, 100), { ...roundShop, assumptions: { ...roundShop.assumptions, coreSpeed: 2 } });
    expect(quick.work.all.monolith).toBeCloseTo(0.5, 9);
    expect(quick.work.all.commits).toBeCloseTo(1_000, 9);
  });

  it('loses no work: what tasks are used for is what the load asks for', () => {
    fc.assert(
      fc.property(rate, (orders) => {
        const { hosts, work } = at(orders);
        for (const name of ['monolith', 'orders', 'catalog'] as const) {
          expect(hosts[name].utilisation * hosts[name].needed * vcpuOf(roundShop.region.hosts[name])).toBeCloseTo(work.all[name], 6);
        }
      }),
    );
  });

  it('never shrinks as load rises, and holds every target', () => {
    fc.assert(
      fc.property(rate, (orders) => {
        const [size, more] = [at(orders), at(orders * 1.3)];
        for (const name of ['monolith', 'orders', 'catalog'] as const) {
          expect(more.hosts[name].needed).toBeGreaterThanOrEqual(size.hosts[name].needed);
          expect(size.hosts[name].utilisation).toBeLessThanOrEqual(0.5 + 1e-9);
        }
        expect(size.hosts.monolith.p99).toBeLessThanOrEqual(roundShop.objectives.intakeP99);
        expect(more.writer.units).toBeGreaterThanOrEqual(size.writer.units);
        expect(more.connections).toBeGreaterThanOrEqual(size.connections);
      }),
    );
  });
});
