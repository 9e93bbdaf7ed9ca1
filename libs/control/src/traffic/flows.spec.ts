import { describe, expect, it } from '@jest/globals';
import { createTallies, latencyQuantile, type HostReport, type Tally } from '@banyan/strangler';
import { reportOf, start } from '../shop.testing.ts';
import { flowsBetween } from './flows.ts';

const after = (seconds: number) => new Date(start + seconds * 1_000).toISOString();
const tally = (more: Partial<Tally> = {}): Tally => ({ address: 'stock.level', version: 1, target: null, answered: 0, refused: 0, failed: 0, latencies: {}, ...more });
const monolith = (at: number, ...tallies: Tally[]): HostReport => reportOf('monolith', { at: after(at), tallies });

describe('what flows between two looks', () => {
  it('is what was counted since, in a second', () => {
    const flows = flowsBetween([monolith(0, tally({ answered: 100, failed: 3 }))], [monolith(5, tally({ answered: 150, failed: 3, refused: 5 }))], 5);
    expect(flows).toEqual([{ host: 'monolith', address: 'stock.level', target: null, answered: 10, refused: 1, failed: 0, p50: null, p99: null }]);
  });

  it('is told by side, and added up over versions of the routes and over instances', () => {
    const second = (at: number, ...tallies: Tally[]): HostReport => ({ ...monolith(at, ...tallies), instance: 'monolith-2' });
    const flows = flowsBetween(
      [monolith(0, tally({ answered: 10 })), second(1)],
      [monolith(2, tally({ answered: 20 }), tally({ version: 2, target: 'east', answered: 4 })), second(2, tally({ version: 2, target: 'east', answered: 3 }))],
      2,
    );
    expect(flows.map(({ target, answered }) => [target, answered])).toEqual([[null, 5], ['east', 5]]);
  });

  it('has the latencies of these calls alone', () => {
    const tallies = createTallies({ keepVersions: 2 });
    const call = (milliseconds: number) => tallies.observe({ address: 'stock.level', version: 1, target: 'east', outcome: 'answered', milliseconds });
    for (let n = 0; n < 1_000; n++) call(900);
    const before = monolith(0, ...tallies.snapshot());
    for (let n = 0; n < 99; n++) call(2);
    call(40);
    const [flow] = flowsBetween([before], [monolith(1, ...tallies.snapshot())], 1);
    expect(flow!.p50).toBeCloseTo(2, 0);
    expect(flow!.p99).toBeLessThan(3);
    expect(latencyQuantile(tallies.snapshot()[0]!.latencies, 0.5)).toBeGreaterThan(800);
  });

  it('begins at nothing for an instance that has just started, and is nothing for one that fell silent or did nothing', () => {
    const fresh = monolith(5, tally({ answered: 10 }));
    expect(flowsBetween([], [fresh], 5)).toMatchObject([{ answered: 2 }]);
    expect(flowsBetween([fresh], [fresh], 5)).toEqual([]);
    expect(flowsBetween([fresh], [monolith(9, tally({ answered: 10 }))], 5)).toEqual([]);
    expect(flowsBetween([fresh], [], 5)).toEqual([]);
  });
});
