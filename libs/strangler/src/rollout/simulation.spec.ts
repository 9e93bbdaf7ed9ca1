import { describe, expect, it } from '@jest/globals';
import { SimulatedShop, type Behaviour, type Scenario } from './simulated-shop.testing.ts';

const home: Behaviour = { failed: 0.001, wrong: 0, median: 10 };
/** As good as home, a hop away. */
const good: Behaviour = { ...home, median: 14 };
const bad = { errors: { ...good, failed: 0.05 }, slow: { ...good, median: 3 * home.median }, 'wrong answers': { ...good, wrong: 0.02 } };
const scenario: Omit<Scenario, 'seed'> = { callsPerSecond: 300, plan: { gate: { dwellMs: 10_000 } }, home, targetAt: () => good };
const HOUR = 3_600;

/** Turns bad as a step begins, and stays so. */
const turnsBad = (behaviour: Behaviour, from: number) => (step: number) => (step >= from ? behaviour : good);

describe('a simulated shop', () => {
  // Latency shows from the first canary on; at a canary of 100 % home answers nothing that could be compared.
  it.each([
    { kind: 'errors', steps: [0, 1, 2, 3, 4, 5] },
    { kind: 'slow', steps: [1, 2, 3, 4, 5] },
    { kind: 'wrong answers', steps: [0, 1, 2, 3, 4] },
  ] as const)('rolls a canary with $kind back within ten seconds of the minimum sample (seeds 1 to 20)', ({ kind, steps }) => {
    const late: unknown[] = [];
    for (let seed = 1; seed <= 20; seed++) {
      const from = steps[seed % steps.length]!;
      const { happened, rollout } = new SimulatedShop({ ...scenario, seed, targetAt: turnsBad(bad[kind], from) }).run(HOUR);
      const last = happened.at(-1)!;
      const took = last.second - last.minimumReached!;
      const isRight = rollout.state === 'rolledBack' && happened.length === from + 1 && took <= 10;
      if (!isRight) late.push({ seed, from, state: rollout.state, changes: happened.length, took, why: last.change.why });
    }
    expect(late).toEqual([]);
  }, 120_000);

  it('takes a good target to remote without a false alarm (seeds 1 to 100)', () => {
    const alarms: unknown[] = [];
    for (let seed = 1; seed <= 100; seed++) {
      const { happened, rollout } = new SimulatedShop({ ...scenario, seed }).run(HOUR);
      if (rollout.state !== 'done') alarms.push({ seed, state: rollout.state, why: happened.at(-1)?.change.why });
    }
    expect(alarms).toEqual([]);
  }, 240_000);

  it.each([['good', good], ['failing', { ...good, failed: 0.05 }], ['dead', { ...good, failed: 1 }]])(
    'waits for hours at two requests a minute, and never sends a %s target back (seeds 1 and 2)',
    (_, target) => {
      for (let seed = 1; seed <= 2; seed++) {
        const steps = [{ kind: 'canary', percent: 25 }, { kind: 'remote' }] as const;
        const shop = new SimulatedShop({ ...scenario, seed, callsPerSecond: 1 / 30, plan: { steps }, targetAt: () => target }).run(3 * HOUR);
        expect(shop.happened).toEqual([]);
        expect(shop.verdict().kind).toBe('wait');
        expect(shop.verdict().because).toMatch(/^The target has taken \d+ of 200 calls; \d+ are missing\.$/);
      }
    },
    120_000,
  );

  it('needs no leader: all instances judge, and each change is made once (seed 7)', () => {
    const shop = new SimulatedShop({ ...scenario, seed: 7 }).run(HOUR);
    expect(shop.happened.map(({ change }) => change.table.version)).toEqual([3, 4, 5, 6, 7, 8, 9]);
    expect(shop.lostAppends).toBe(2 * shop.happened.length);
  }, 60_000);
});
