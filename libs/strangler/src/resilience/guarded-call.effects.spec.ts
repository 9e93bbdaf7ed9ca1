import { describe, expect, it } from '@jest/globals';
import { isCallError } from '@banyan/contracts/define';
import fc from 'fast-check';
import { brokenOff, declared, failed, gone, operations, Scene, type Attempt } from './guarded-call.testing.ts';

/** What an honest target may do: with `executed: 'no'` of its own it had no effect; in all other cases, it may have had one. */
const anAttempt: fc.Arbitrary<Attempt> = fc.oneof(
  fc.record({ milliseconds: fc.nat(1_200), failure: fc.constantFrom(gone, failed('unknownOperation', 'no'), failed('deadlineExceeded', 'no'), failed('forbidden', 'no')) }),
  fc.record({
    milliseconds: fc.nat(1_200),
    effect: fc.boolean(),
    failure: fc.constantFrom<Error>(
      brokenOff,
      failed('deadlineExceeded', 'unknown'),
      failed('internal', 'unknown'),
      failed('contractViolation', 'unknown'),
      failed('unavailable', 'no', 'mail.send'),
      declared,
      new TypeError('x is undefined'),
    ),
  }),
  fc.record({ milliseconds: fc.nat(1_200), effect: fc.constant(true) }),
);
const aHistory = fc.record({
  attempts: fc.array(anAttempt, { minLength: 1, maxLength: 40, size: 'max' }),
  kinds: fc.array(fc.constantFrom(...(Object.keys(operations) as (keyof typeof operations)[])), { minLength: 1, maxLength: 40, size: 'max' }),
  deadline: fc.integer({ min: 1, max: 2_000 }),
  home: fc.boolean(),
  random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
});

/** Makes the calls of a history one after the other, and looks at each. */
const eachCall = (look: (call: Scene, kind: keyof typeof operations, before: { effects: number; begun: number; at: number }, outcome: unknown, until: number) => void) =>
  fc.assert(
    fc.asyncProperty(aHistory, async ({ attempts, kinds, deadline, home, random }) => {
      const scene = new Scene().next(...attempts);
      scene.random = random;
      for (const kind of kinds) {
        const before = { effects: scene.effects, begun: scene.begun.length, at: scene.now };
        const outcome = await scene.call(kind, { home, deadline: scene.now + deadline }).catch((error: unknown) => error);
        look(scene, kind, before, outcome, before.at + Math.min(deadline, 1_000));
      }
    }),
    { numRuns: 120 },
  );

describe('over any history of faults', () => {
  it('a write without a key has at most one effect', async () => {
    await eachCall((scene, kind, before) => {
      if (kind === 'write') expect(scene.effects - before.effects).toBeLessThanOrEqual(1);
    });
  });

  it('a call that ends as not executed had no effect', async () => {
    await eachCall((scene, _kind, before, outcome) => {
      if (isCallError(outcome) && outcome.operation === 'stock.take' && outcome.details.executed === 'no') expect(scene.effects).toBe(before.effects);
    });
  });

  it('nothing begins after the deadline or the timeout', async () => {
    await eachCall((scene, _kind, before, _outcome, until) => {
      for (const { at, deadline } of scene.begun.slice(before.begun)) {
        expect(at).toBeLessThan(until);
        expect(deadline).toBe(until);
      }
    });
  });

  it('the target is asked at most twice, and home once and last', async () => {
    await eachCall((scene, _kind, before) => {
      expect(['', 'target', 'target target', 'home', 'target home', 'target target home']).toContain(scene.places.slice(before.begun).join(' '));
    });
  });

  it('each place is given back', async () => {
    await eachCall((scene) => expect(scene.limit.underWay).toBe(0));
  });
});
