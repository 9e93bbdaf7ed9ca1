import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FaultWindow } from './fault-window.ts';

const aRecord = fc.record({ after: fc.oneof(fc.integer({ min: -300, max: 1_500 }), fc.integer({ min: 0, max: 30_000 })), fault: fc.boolean() });

describe('the window', () => {
  it('counts this tenth of it and the nine before, and begins anew if the clock goes back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -5_000, max: 5_000 }), fc.array(aRecord, { maxLength: 60, size: 'max' }), (start, records) => {
        const window = new FaultWindow(10_000);
        let at = start;
        let kept: { second: number; fault: boolean }[] = [];
        for (const { after, fault } of records) {
          at += after;
          const second = Math.floor(at / 1_000);
          if (kept.some((earlier) => earlier.second > second)) kept = [];
          kept = [...kept.filter((earlier) => earlier.second > second - 10), { second, fault }];
          window.record(at, fault);
          expect({ calls: window.calls, faults: window.faults }).toEqual({ calls: kept.length, faults: kept.filter((one) => one.fault).length });
        }
      }),
    );
  });

  it('has forgotten a quiet night at once', () => {
    const window = new FaultWindow(10_000);
    for (let n = 0; n < 100; n++) window.record(0, true);
    window.record(8 * 3_600_000, false);
    expect({ calls: window.calls, faults: window.faults }).toEqual({ calls: 1, faults: 0 });
  });
});
