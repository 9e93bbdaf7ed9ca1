import { setImmediate as nextTurn } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { IntakeGate } from './intake-gate.ts';

let gate: IntakeGate;
/** What has begun, in that order, and has not ended before the test lets it. */
let begun: { name: string; end: PromiseWithResolvers<void> }[];
beforeEach(() => {
  begun = [];
  gate = new IntakeGate(() => gate.open());
});

const pass = (buyer: string, name: string) =>
  gate.pass(buyer, () => {
    const end = Promise.withResolvers<void>();
    begun.push({ name, end });
    return end.promise;
  });
const names = () => begun.map(({ name }) => name);
const end = async (name: string) => {
  begun.find((one) => one.name === name)!.end.resolve();
  await nextTurn();
};

describe('the gate', () => {
  it('lets orders through at once while it is open', () => {
    for (const name of ['1', '2']) void pass('ada', name);
    expect(names()).toEqual(['1', '2']);
  });

  it('holds orders back while it is shut, and then lets them through as they came', async () => {
    void gate.shut();
    for (const name of ['ada', 'bob', 'eve']) void pass(name, name);
    await nextTurn();
    expect(names()).toEqual([]);
    gate.open();
    await nextTurn();
    expect(names()).toEqual(['ada', 'bob', 'eve']);
  });

  it('is quiet only once all have arrived that it let through before, also those that fail', async () => {
    const failing = pass('ada', '1');
    void pass('bob', '2');
    let quiet = false;
    void gate.shut().then(() => (quiet = true));
    begun[0]!.end.reject(new Error('no'));
    await expect(failing).rejects.toThrow('no');
    expect(quiet).toBe(false);
    await end('2');
    expect(quiet).toBe(true);
  });

  it('lets no order of a buyer overtake another that it held back', async () => {
    void gate.shut();
    void pass('ada', '1');
    void pass('ada', '2');
    gate.open();
    void pass('ada', '3');
    void pass('bob', 'other');
    await nextTurn();
    expect(names()).toEqual(['other', '1']);
    await end('1');
    expect(names()).toEqual(['other', '1', '2']);
    await end('2');
    expect(names()).toEqual(['other', '1', '2', '3']);
    void pass('ada', '4');
    expect(names()).toEqual(['other', '1', '2', '3', '4']);
  });

  it('holds back those too whose turn comes when it is shut again', async () => {
    void gate.shut();
    void pass('ada', '1');
    void pass('ada', '2');
    gate.open();
    await nextTurn();
    let quiet = false;
    void gate.shut().then(() => (quiet = true));
    await nextTurn();
    expect(quiet).toBe(false);
    await end('1');
    expect({ quiet, names: names() }).toEqual({ quiet: true, names: ['1'] });
    gate.open();
    await nextTurn();
    expect(names()).toEqual(['1', '2']);
  });

  it('lets nothing through that it held back if it is shut again at once', async () => {
    void gate.shut();
    void pass('ada', '1');
    await nextTurn();
    gate.open();
    void gate.shut();
    await nextTurn();
    expect(names()).toEqual([]);
  });

  it('gives up when a thousand wait, and opens for all', async () => {
    void gate.shut();
    for (let buyer = 0; buyer < 1_000; buyer++) void pass(`buyer ${buyer}`, 'held');
    await nextTurn();
    expect(names()).toEqual([]);
    void pass('one more', 'one more');
    await nextTurn();
    expect(begun).toHaveLength(1_001);
  });
});
