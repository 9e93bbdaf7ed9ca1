import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Breaker, type Admission, type Outcome } from './breaker.ts';

const anEnd = fc.record({
  kind: fc.constant('end' as const),
  which: fc.nat(),
  outcome: fc.constantFrom<Outcome>('fault', 'fault', 'fault', 'fault', 'answered', 'refused', 'unsent'),
});
const aStep = fc.oneof(
  { weight: 10, arbitrary: fc.record({ kind: fc.constant('begin' as const) }) },
  { weight: 10, arbitrary: anEnd },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const), milliseconds: fc.integer({ min: 0, max: 6_000 }) }) },
);

describe('a breaker', () => {
  it('does over any history what its description says', () => {
    fc.assert(
      fc.property(fc.array(aStep, { maxLength: 300, size: 'max' }), (steps) => {
        let at = 0;
        const tested = new Breaker({ now: () => at });
        const model = new NaiveBreaker();
        const seen: unknown[] = [];
        const foreseen: unknown[] = [];
        const underWay: { tested: Admission; model: number }[] = [];
        for (const step of steps) {
          if (step.kind === 'wait') at += step.milliseconds;
          else if (step.kind === 'begin') {
            const admission = tested.admit();
            const expected = model.admit(at);
            seen.push(admission !== undefined);
            foreseen.push(expected !== undefined);
            if (admission) underWay.push({ tested: admission, model: expected! });
          } else if (underWay.length > 0) {
            const [ended] = underWay.splice(step.which % underWay.length, 1);
            tested.settle(ended!.tested, step.outcome);
            model.settle(ended!.model, step.outcome, at);
          }
          seen.push(tested.state);
          foreseen.push(model.stateAt(at));
        }
        expect(seen).toEqual(foreseen);
      }),
      { numRuns: 200 },
    );
  });
});

/** Remembers every call, and works each answer out from the beginning. */
class NaiveBreaker {
  period = 1;
  openedAt: number | undefined;
  probing: { underWay: number; good: number } | undefined;
  ended: { period: number; at: number; fault: boolean }[] = [];

  stateAt(at: number) {
    if (this.probing) return 'halfOpen';
    if (this.openedAt === undefined) return 'closed';
    return at >= this.openedAt + 5_000 ? 'halfOpen' : 'open';
  }

  admit(at: number): number | undefined {
    const state = this.stateAt(at);
    if (state === 'open') return undefined;
    if (state === 'halfOpen') {
      if (!this.probing) {
        this.probing = { underWay: 0, good: 0 };
        this.period++;
      }
      if (this.probing.underWay === 3) return undefined;
      this.probing.underWay++;
    }
    return this.period;
  }

  settle(period: number, outcome: Outcome, at: number): void {
    if (period !== this.period) return;
    if (this.probing) {
      this.probing.underWay--;
      if (outcome === 'fault') return this.open(at);
      if (outcome !== 'unsent' && ++this.probing.good === 3) {
        this.period++;
        this.probing = this.openedAt = undefined;
      }
      return;
    }
    if (outcome === 'unsent') return;
    this.ended.push({ period, at, fault: outcome === 'fault' });
    if (outcome !== 'fault') return;
    const second = (instant: number) => Math.floor(instant / 1_000);
    const counted = this.ended.filter((call) => call.period === period && second(call.at) > second(at) - 10);
    if (counted.length >= 20 && counted.filter(({ fault }) => fault).length / counted.length >= 0.5) this.open(at);
  }

  open(at: number): void {
    this.period++;
    this.probing = undefined;
    this.openedAt = at;
  }
}
