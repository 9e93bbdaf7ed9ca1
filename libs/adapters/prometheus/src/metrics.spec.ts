import { describe, expect, it } from '@jest/globals';
import { createTallies, type ShadowTally } from '@banyan/strangler';
import fc from 'fast-check';
import { BOUNDS, latencyHistogram } from './latency-histogram.ts';
import { prometheusMetrics, type MetricSources } from './metrics.ts';

const nothing: MetricSources = {
  host: 'orders',
  home: 'monolith',
  calls: () => [],
  served: () => [],
  deferred: () => [],
  shadows: () => [],
  breakers: () => [],
  routeVersion: () => 7,
  spansDropped: () => 0,
  backlogs: async () => new Map(),
};
const scrape = async (sources: Partial<MetricSources>) => (await prometheusMetrics({ ...nothing, ...sources }).text()).split('\n');
const call = { address: 'stock.count', version: 3, target: undefined, outcome: 'answered', milliseconds: 3 } as const;

describe('metrics', () => {
  it('count calls by operation, target, version and outcome, as the tallies have them', async () => {
    const { observe, snapshot } = createTallies({ keepVersions: 16 });
    for (const seen of [call, call, { ...call, target: 'there', outcome: 'failed' as const, milliseconds: 700 }]) observe(seen);
    const lines = await scrape({ calls: snapshot });
    expect(lines).toContain('banyan_calls_total{operation="stock.count",target="monolith",version="3",outcome="answered"} 2');
    expect(lines).toContain('banyan_calls_total{operation="stock.count",target="there",version="3",outcome="failed"} 1');
    expect(lines).toContain('banyan_call_seconds_bucket{operation="stock.count",target="monolith",version="3",le="0.002"} 0');
    expect(lines).toContain('banyan_call_seconds_bucket{operation="stock.count",target="monolith",version="3",le="0.004"} 2');
    expect(lines).toContain('banyan_call_seconds_bucket{operation="stock.count",target="there",version="3",le="+Inf"} 1');
    expect(lines).toContain('banyan_call_seconds_count{operation="stock.count",target="monolith",version="3"} 2');
  });

  it('are those of the moment they are asked for', async () => {
    const { observe, snapshot } = createTallies({ keepVersions: 16 });
    const metrics = prometheusMetrics({ ...nothing, served: snapshot });
    for (const expected of [1, 2, 3]) {
      observe(call);
      expect(await metrics.text()).toContain(`banyan_served_calls_total{operation="stock.count",version="3",outcome="answered"} ${expected}\n`);
    }
  });

  it('have no more labels than there are operations, targets, outcomes and kept versions, however routes change', async () => {
    const { observe, snapshot } = createTallies({ keepVersions: 16 });
    for (let version = 1; version <= 500; version++) observe({ ...call, version });
    const lines = await scrape({ calls: snapshot });
    expect(lines.filter((line) => line.startsWith('banyan_calls_total{')).length).toBe(16 * 3);
    expect(lines.filter((line) => line.startsWith('banyan_call_seconds_bucket{')).length).toBe(16 * (BOUNDS.length + 1));
  });

  it('tell what shadows found, how breakers stand and which routes are in force', async () => {
    const tally: ShadowTally = { address: 'stock.count', version: 3, target: 'there', compared: 9, mismatched: 2, failed: 1, dropped: 4, noiseCompared: 5, noiseMismatched: 0, pointers: {} };
    const lines = await scrape({ shadows: () => [tally], breakers: () => [{ target: 'there', address: 'stock.count', state: 'open' }], spansDropped: () => 11 });
    const side = '{operation="stock.count",target="there",version="3"}';
    for (const [name, count] of Object.entries({ compared: 9, mismatched: 2, failed: 1, dropped: 4, noise_compared: 5, noise_mismatched: 0 })) {
      expect(lines).toContain(`banyan_shadow_${name}_total${side} ${count}`);
    }
    expect(lines).toContain('banyan_breaker_state{target="there",operation="stock.count"} 2');
    expect(lines).toContain('banyan_route_version{host="orders"} 7');
    expect(lines).toContain('banyan_trace_spans_dropped_total 11');
  });

  it('tell how many lanes of each module wait, are in hand, and are parked', async () => {
    const lines = await scrape({ backlogs: async () => new Map([['orders', { waiting: 12, inHand: 3, parked: 1 }]]) });
    for (const [state, count] of Object.entries({ waiting: 12, in_hand: 3, parked: 1 })) expect(lines).toContain(`banyan_lanes_${state}{module="orders"} ${count}`);
  });

  it('include the process’s own', async () => {
    const lines = await scrape({});
    for (const name of ['process_cpu_seconds_total', 'nodejs_eventloop_lag_seconds', 'process_resident_memory_bytes']) {
      expect(lines.some((line) => line.startsWith(`${name} `))).toBe(true);
    }
  });
});

describe('a histogram of latencies', () => {
  it('counts each call below every bound that is longer than it took, and sums them up to within 3 %', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.05, max: 30_000, noNaN: true }), { minLength: 1 }), (milliseconds) => {
        const { observe, snapshot } = createTallies({ keepVersions: 1 });
        for (const took of milliseconds) observe({ ...call, milliseconds: took });
        const { upTo, count, sum } = latencyHistogram(snapshot()[0]!.latencies);
        expect(count).toBe(milliseconds.length);
        expect(upTo).toEqual(BOUNDS.map((bound) => milliseconds.filter((took) => took < bound * 1_000).length));
        const exact = milliseconds.reduce((total, took) => total + took, 0) / 1_000;
        expect(Math.abs(sum - exact)).toBeLessThanOrEqual(exact / 32);
      }),
    );
  });
});
