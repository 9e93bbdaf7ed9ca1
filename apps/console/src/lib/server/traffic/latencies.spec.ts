import { describe, expect, it } from '@jest/globals';
import type { Flow, TrafficAnswer } from '../../answers.ts';
import { latencies } from './latencies.ts';

const start = Date.parse('2026-11-30T12:00:00Z');
const flow = (more: Partial<Flow>): Flow => ({ host: 'monolith', address: 'catalog.getProduct', target: null, answered: 10, refused: 0, failed: 0, p50: 1, p99: 5, ...more });
const traffic = (seconds: number, ...flows: Flow[]): TrafficAnswer => ({ at: new Date(start + seconds * 1_000).toISOString(), newest: 1, flows, hosts: [] });

describe('latencies over time', () => {
  it('are noted every five seconds, however often traffic is told', () => {
    const noted = latencies();
    for (let tenth = 0; tenth <= 150; tenth++) noted.note(traffic(tenth / 10, flow({ p50: tenth })));
    expect(noted.of('catalog.getProduct')[0]!.moments.map(({ p50 }) => p50)).toEqual([0, 50, 100, 150]);
  });

  it('are told by side, home first, with the calls of all hosts', () => {
    const noted = latencies();
    noted.note(traffic(0, flow({ target: 'catalog', p99: 9 }), flow({ failed: 2 }), flow({ host: 'orders', answered: 1, p50: 3, p99: 50 })));
    expect(noted.of('catalog.getProduct').map(({ target, moments }) => [target, moments[0]])).toMatchObject([
      [null, { rate: 13, failed: 2, p50: 1, p99: 50 }],
      ['catalog', { rate: 10, failed: 0, p99: 9 }],
    ]);
    expect(noted.of('orders.getOrder')).toEqual([]);
  });

  it('are forgotten after 15 minutes, and are never too many', () => {
    const noted = latencies();
    noted.note(traffic(0, ...Array.from({ length: 2_000 }, (_, n) => flow({ address: `a.${n}` }))));
    expect(noted.of('a.499')).toHaveLength(1);
    expect(noted.of('a.500')).toHaveLength(0);
    for (let seconds = 5; seconds <= 1_800; seconds += 5) noted.note(traffic(seconds, flow({})));
    expect(noted.of('a.499')).toHaveLength(0);
    expect(noted.of('catalog.getProduct')[0]!.moments).toHaveLength(180);
  });
});
