import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { plain } from './shop.testing.ts';
import { serve, type Served } from './serve.testing.ts';

let served: Served;
beforeAll(async () => {
  served = await serve();
});
afterAll(() => served.api.close());

const anything = fc.jsonValue();
const entry = fc.constantFrom('stock.*', 'stock.level', 'orders.processing', 'orders.placeOrder', 'constructor', '__proto__', 'toString', '');
const percent = fc.oneof(fc.double(), fc.integer({ min: -1, max: 101 }));
const target = fc.constantFrom('east', 'west');
const route = fc.record({ kind: fc.constantFrom('local', 'remote', 'canary', 'shadow', 'toString'), target, percent }, { requiredKeys: [] });

/** What is in order, by method and path. */
const inOrder: Readonly<Record<string, object>> = {
  'PUT routes': { entry: 'stock.*', route: { kind: 'canary', target: 'east', percent: 5 }, why: 'to see' },
  'POST rollouts/stock.*': { target: 'east', why: 'to see' },
  'POST rollouts/__proto__': { target: 'east', why: 'to see' },
  'POST rollouts/constructor/rollback': { why: 'to see' },
  'POST rollouts/stock.*/rollback': { why: 'to see' },
  'POST revert': { version: 1, why: 'to see' },
  'POST overrides': { routes: { 'stock.*': 'east' }, minutes: 5 },
};
const instead = {
  entry: fc.oneof(entry, anything),
  route: fc.oneof(route, anything),
  target: fc.oneof(target, anything),
  steps: fc.oneof(fc.array(route, { maxLength: 3 }), anything),
  gate: anything,
  version: fc.oneof(fc.integer({ min: 0, max: 5 }), anything),
  routes: fc.oneof(fc.dictionary(entry, target), anything),
  minutes: fc.oneof(fc.integer({ min: 0, max: 2_000 }), anything),
  by: anything,
  why: anything,
  dryRun: fc.oneof(fc.boolean(), anything),
  ifVersion: fc.oneof(fc.integer({ min: 0, max: 5 }), anything),
};
/** One or two fields other than in order. */
const changes = fc.subarray(Object.keys(instead) as (keyof typeof instead)[], { maxLength: 2 }).chain((names) => fc.record(Object.fromEntries(names.map((name) => [name, instead[name] as fc.Arbitrary<unknown>]))));

describe('whatever is sent', () => {
  it('is done or refused with a problem, is never a fault, and leaves routes that can be read', async () => {
    const request = fc.tuple(fc.constantFrom(...Object.keys(inOrder)), fc.oneof(changes, changes, anything));
    await fc.assert(
      fc.asyncProperty(request, async ([what, sent]) => {
        const [method, path] = what.split(' ') as [string, string];
        const isObject = typeof sent === 'object' && sent !== null && !Array.isArray(sent);
        const answer = await served.ask(method, path, JSON.stringify(isObject ? { by: 'ada', ...inOrder[what], ...sent } : sent));
        expect(answer.status).toBeLessThan(500);
        if (answer.status >= 400) expect(answer.body).toMatchObject({ status: answer.status, code: expect.any(String), title: expect.any(String), next: expect.any(String) });
        const { version, text } = (await served.desk.store.load())!;
        expect(plain.decode(text).table.version).toBe(version);
      }),
      { numRuns: 600 },
    );
    expect(served.faults).toEqual([]);
    expect((await served.desk.store.load())!.version).toBeGreaterThan(5);
  }, 60_000);
});
