import { describe, expect, it } from '@jest/globals';
import { CallError, OperationError, type CallContext } from '@banyan/contracts/define';
import type { Call } from '../calls/conclude.ts';
import { aContext } from '../fixtures.ts';
import { counted, handClock, shadowBetween, take } from './sides.testing.ts';
import { ROUNDS } from './standing.ts';

const left = (value: number): Call => (input) => Promise.resolve({ ...(input as object), left: value });
const never: Call = () => new Promise(() => {});

/** A call that waits until it is told to end. */
function held(answer: unknown) {
  const ends: (() => void)[] = [];
  const call: Call = () => new Promise((resolve) => ends.push(() => resolve(answer)));
  return { call, ends };
}

describe('a shadow', () => {
  it('does nothing while it is offered a call: the shopper’s turn ends first', async () => {
    const clock = handClock();
    let calls = 0;
    const shadow = shadowBetween(left(1), (input, context) => (calls++, left(1)(input, context)), clock);
    shadow.offer(counted('A', { sku: 'A', left: 1 }));
    expect(calls).toBe(0);
    await clock.pass(0);
    expect(calls).toBe(1);
    expect(shadow.tallies()).toMatchObject([{ address: 'stock.count', version: 1, target: 'stock-2', compared: 1, mismatched: 0, noiseCompared: 1 }]);
  });

  it('lets a hundred calls wait, four go, and drops and counts the rest', async () => {
    const clock = handClock();
    const target = held({ sku: 'A', left: 1 });
    const shadow = shadowBetween(left(1), target.call, clock);
    for (let call = 0; call < 4; call++) shadow.offer(counted('A', { sku: 'A', left: 1 }));
    await clock.pass(0);
    for (let call = 0; call < 1_000; call++) shadow.offer(counted('A', { sku: 'A', left: 1 }));
    await clock.pass(0);
    expect(target.ends).toHaveLength(4);
    expect(shadow.tallies()).toMatchObject([{ compared: 0, dropped: 900 }]);
    target.ends[0]!();
    await clock.pass(0);
    expect(target.ends).toHaveLength(5);
  });

  it('gives up a call at the contract’s timeout, so that a target that hangs costs a place for no longer', async () => {
    const clock = handClock();
    const shadow = shadowBetween(left(1), never, clock, { concurrency: 1 });
    shadow.offer(counted('A', { sku: 'A', left: 1 }));
    shadow.offer(counted('B', { sku: 'B', left: 1 }));
    await clock.pass(0);
    await clock.pass(999);
    expect(shadow.tallies()).toMatchObject([{ failed: 0 }]);
    await clock.pass(1);
    expect(shadow.tallies()).toMatchObject([{ failed: 1, compared: 0, noiseCompared: 1 }]);
    await clock.pass(1_000);
    expect(shadow.tallies()).toMatchObject([{ failed: 2 }]);
    expect(clock.waiting()).toBe(0);
  });

  it('calls on the same behalf, with a deadline and a trace of its own', async () => {
    const clock = handClock();
    const contexts: CallContext[] = [];
    const seen: Call = (input, context) => (contexts.push(context), left(1)(input, context));
    const shadow = shadowBetween(seen, seen, clock, { contextOf: (context) => ({ ...context, caller: 'shadow' }) });
    shadow.offer(counted('A', { sku: 'A', left: 1 }));
    await clock.pass(500);
    const expected = { ...aContext, caller: 'shadow', deadline: 2_500 };
    expect(contexts).toEqual([expected, expected]);
  });

  it('counts what fails at the target, and a declared error as what it is', async () => {
    const clock = handClock();
    const gone: Call = () => Promise.reject(new OperationError('unknownSku', { sku: 'A' }, 'There is no A.'));
    const away: Call = () => Promise.reject(new CallError('unavailable', 'stock.count', 'Nobody is there.'));
    for (const [target, expected] of [
      [away, { failed: 1, compared: 0, mismatched: 0 }],
      [gone, { failed: 0, compared: 1, mismatched: 0 }],
      [left(1), { failed: 0, compared: 1, mismatched: 1 }],
    ] as const) {
      const shadow = shadowBetween(gone, target, clock);
      shadow.offer({ ...counted('A', undefined), home: { kind: 'refused', code: 'unknownSku', data: { sku: 'A' } } });
      await clock.pass(0);
      expect(shadow.tallies()).toMatchObject([expected]);
    }
  });

  it('repeats a mismatched call at both sides, keeps a sample, and looks into few of them', async () => {
    const clock = handClock();
    let calls = 0;
    const shadow = shadowBetween(left(1), (input, context) => (calls++, left(2)(input, context)), clock);
    for (let call = 0; call < 50; call++) shadow.offer(counted('A', { sku: 'A', left: 1 }));
    await clock.pass(0);
    const [tally] = shadow.tallies();
    expect(tally).toMatchObject({ compared: 50, mismatched: 50, noiseMismatched: 0 });
    const { '/left': place } = tally!.pointers;
    expect(place).toMatchObject({ mismatched: 50, noise: 0, stood: place!.repeated });
    expect(place!.repeated).toBeGreaterThanOrEqual(20);
    expect(place!.repeated).toBeLessThan(24);
    expect(calls).toBe(50 + ROUNDS * place!.repeated);
    expect(shadow.samples()).toHaveLength(3);
  });

  it('does not hold a change that both sides follow to stand', async () => {
    const clock = handClock();
    const shadow = shadowBetween(left(2), left(2), clock);
    shadow.offer(counted('A', { sku: 'A', left: 3 }));
    await clock.pass(0);
    expect(shadow.tallies()).toMatchObject([{ mismatched: 1, noiseMismatched: 1, pointers: { '/left': { mismatched: 1, noise: 1, repeated: 1, stood: 0 } } }]);
    expect(shadow.samples()).toMatchObject([{ stood: [] }]);
  });

  it('does not hold an answer to stand that the target gives at times', async () => {
    const clock = handClock();
    let calls = 0;
    const shadow = shadowBetween(left(1), (input, context) => left(++calls % 2 === 1 ? 2 : 3)(input, context), clock);
    shadow.offer(counted('A', { sku: 'A', left: 1 }));
    await clock.pass(0);
    expect(shadow.tallies()).toMatchObject([{ mismatched: 1, noiseMismatched: 0, pointers: { '/left': { mismatched: 1, repeated: 1, stood: 0 } } }]);
  });

  it('repeats each of the first fifty calls at home, and then one in five', async () => {
    const clock = handClock();
    const shadow = shadowBetween(left(1), left(1), clock);
    for (let round = 0; round < 11; round++) {
      for (let call = 0; call < 50; call++) shadow.offer(counted('A', { sku: 'A', left: 1 }));
      await clock.pass(0);
      if (round === 0) expect(shadow.tallies()).toMatchObject([{ compared: 50, noiseCompared: 50 }]);
    }
    const [tally] = shadow.tallies();
    expect(tally!.compared).toBe(550);
    expect(tally!.noiseCompared).toBeGreaterThan(50 + 70);
    expect(tally!.noiseCompared).toBeLessThan(50 + 130);
  });

  it('never makes a write, and says so', async () => {
    const clock = handClock();
    const defects: unknown[] = [];
    let calls = 0;
    const calling: Call = () => Promise.resolve(calls++);
    const shadow = shadowBetween(calling, calling, clock, { onDefect: (error) => defects.push(error) });
    shadow.offer({ addressed: take, version: 1, input: { lines: [] }, context: aContext, home: { kind: 'answered', answer: { lines: [] } } });
    await clock.pass(0);
    expect(calls).toBe(0);
    expect(defects.map(String)).toEqual([expect.stringMatching(/stock.take is a write .* canary/)]);
  });

  it('goes on where a rule fails, and tells of it', async () => {
    const clock = handClock();
    const defects: unknown[] = [];
    const shadow = shadowBetween(left(1), left(1), clock, { onDefect: (error) => defects.push(error) });
    const call = counted('A', { sku: 'A', left: 1 });
    const compare = {
      normalise: () => {
        throw new Error('no rule for this');
      },
    };
    shadow.offer({ ...call, addressed: { ...call.addressed, operation: { ...call.addressed.operation, compare } } });
    await clock.pass(0);
    expect(defects.map(String)).toEqual(['Error: no rule for this']);
    shadow.offer(call);
    await clock.pass(0);
    expect(shadow.tallies()).toMatchObject([{ compared: 1 }]);
  });

  it('keeps the counts of sixteen route tables', async () => {
    const clock = handClock();
    const shadow = shadowBetween(left(1), left(1), clock);
    for (let version = 1; version <= 20; version++) shadow.offer(counted('A', { sku: 'A', left: 1 }, version));
    await clock.pass(0);
    expect(shadow.tallies().map(({ version }) => version)).toEqual(Array.from({ length: 16 }, (_, index) => index + 5));
  });

  it('drops what waits when it stops, and ends once nothing is under way', async () => {
    const clock = handClock();
    const target = held({ sku: 'A', left: 2 });
    const shadow = shadowBetween(left(1), target.call, clock);
    for (let call = 0; call < 10; call++) shadow.offer(counted('A', { sku: 'A', left: 1 }));
    await clock.pass(0);
    let ended = false;
    const stopping = shadow.stop().then(() => (ended = true));
    shadow.offer(counted('A', { sku: 'A', left: 1 }));
    await clock.pass(0);
    expect(ended).toBe(false);
    for (const end of target.ends) end();
    await stopping;
    expect(target.ends).toHaveLength(4);
    expect(shadow.tallies()).toMatchObject([{ compared: 4, dropped: 7 }]);
    expect(clock.waiting()).toBe(0);
  });
});
