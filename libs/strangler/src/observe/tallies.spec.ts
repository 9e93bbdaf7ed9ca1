import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { latencyBucketOf } from './latency-buckets.ts';
import { mergeTallies } from './merge-tallies.ts';
import type { CallObservation } from './observation.ts';
import { createTallies } from './tallies.ts';

const call: CallObservation = { address: 'stock.count', version: 1, target: undefined, outcome: 'answered', milliseconds: 3 };
const anObservation: fc.Arbitrary<CallObservation> = fc.record({
  address: fc.constantFrom('stock.count', 'stock.take'),
  version: fc.integer({ min: 1, max: 4 }),
  target: fc.constantFrom(undefined, 'one', 'other'),
  outcome: fc.constantFrom('answered' as const, 'refused' as const, 'failed' as const),
  milliseconds: fc.double({ min: 0, max: 1_000, noNaN: true }),
});
const tallied = (calls: readonly CallObservation[]) => {
  const { observe, snapshot } = createTallies({ keepVersions: 16 });
  calls.forEach(observe);
  return snapshot();
};
const sorted = <T>(list: readonly T[]) => list.map((item) => JSON.stringify(item)).sort();

describe('tallies', () => {
  it('count what became of the calls of each operation, side and version, and how long they took', () => {
    const latencies = { [latencyBucketOf(3)]: 1 };
    expect(
      tallied([call, { ...call, outcome: 'failed', milliseconds: 700 }, { ...call, target: 'one', outcome: 'refused' }, { ...call, version: 2 }]),
    ).toEqual([
      { address: 'stock.count', version: 1, target: null, answered: 1, refused: 0, failed: 1, latencies: { ...latencies, [latencyBucketOf(700)]: 1 } },
      { address: 'stock.count', version: 1, target: 'one', answered: 0, refused: 1, failed: 0, latencies },
      { address: 'stock.count', version: 2, target: null, answered: 1, refused: 0, failed: 0, latencies },
    ]);
  });

  it('are a copy that later calls leave alone', () => {
    const { observe, snapshot } = createTallies({ keepVersions: 16 });
    observe(call);
    const before = snapshot();
    observe(call);
    expect(before[0]!.answered).toBe(1);
    expect(snapshot()[0]!.answered).toBe(2);
  });

  it('forget the oldest version under a new one, for good', () => {
    const { observe, snapshot } = createTallies({ keepVersions: 2 });
    for (const version of [3, 5, 9, 3, 4, 5, 9]) observe({ ...call, version });
    expect(snapshot().map(({ version, answered }) => [version, answered])).toEqual([
      [5, 2],
      [9, 2],
    ]);
  });

  it('hold no more than the versions they keep, however many there are', () => {
    const { observe, snapshot } = createTallies({ keepVersions: 16 });
    for (let version = 1; version <= 1_000; version++) observe({ ...call, version });
    expect(snapshot().map(({ version }) => version)).toEqual(Array.from({ length: 16 }, (_, index) => 985 + index));
  });

  it('bear a latency that a clock set back has made negative', () => {
    expect(tallied([{ ...call, milliseconds: -5 }])[0]!.latencies).toEqual({ 0: 1 });
  });
});

describe('merged tallies', () => {
  it('of several instances are what one instance would have counted', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anObservation, fc.nat(3))), (observed) => {
        const instances = [0, 1, 2, 3].map((instance) => tallied(observed.filter(([, by]) => by === instance).map(([seen]) => seen)));
        expect(sorted(mergeTallies(instances.flat()))).toEqual(sorted(tallied(observed.map(([seen]) => seen))));
      }),
    );
  });

  it('leave the tallies that they were made of as they were', () => {
    const [tally] = tallied([call]);
    const before = structuredClone(tally);
    mergeTallies([tally!, tally!]);
    expect(tally).toEqual(before);
  });

  it('counts by a meter as well, call by call or only timed now and then', () => {
    const tallies = createTallies({ keepVersions: 2 });
    const meter = tallies.meterOf('stock.count', 3, undefined);
    expect(tallies.snapshot()).toEqual([]);
    meter.answered();
    meter.answered();
    meter.took(2);
    meter.refused();
    tallies.observe({ address: 'stock.count', version: 3, target: undefined, outcome: 'failed', milliseconds: 2 });
    expect(tallies.snapshot()).toEqual([{ address: 'stock.count', version: 3, target: null, answered: 2, refused: 1, failed: 1, latencies: { [latencyBucketOf(2)]: 2 } }]);
    for (const version of [4, 5]) tallies.meterOf('stock.count', version, undefined).answered();
    meter.answered();
    expect(tallies.snapshot().map(({ version }) => version)).toEqual([4, 5]);
  });
});
