import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, it } from '@jest/globals';
import { contract, decided, OperationError, plan, planning, rowsBy, write, type CallContext, type InputOf } from '@banyan/contracts/define';
import { Type } from 'typebox';
import { createDispatcher } from '../dispatcher.ts';
import { aContext } from '../fixtures.ts';
import type { Route } from '../routes/route.ts';
import { handClock, seeded } from '../shadow/sides.testing.ts';
import { Shadows } from '../shadow/shadows.ts';
import type { Target } from '../target.ts';
import type { Handler } from './local-call.ts';

const take = write({
  input: Type.Object({ sku: Type.String(), quantity: Type.Integer() }),
  output: Type.Object({ left: Type.Integer() }),
  errors: { outOfStock: Type.Object({ left: Type.Integer() }) },
  timeout: 1_000,
});
const planTake = plan(take, {
  reads: Type.Object({ left: Type.Integer() }),
  rows: { 'stock.level': { sku: Type.String(), left: Type.Integer() } },
  messages: { 'stock.taken': Type.Object({ sku: Type.String() }) },
});
const stock = contract({ name: 'stock', version: '1.0.0', operations: { take, planTake, count: write({ input: Type.Object({}), output: Type.Object({}), timeout: 1_000 }) } });
type Asked = InputOf<typeof planTake>;

const decide = ({ input: { sku, quantity }, reads: { left } }: Asked) => {
  if (quantity > left) throw new OperationError('outOfStock', { left }, 'Take less.');
  return {
    answer: { left: left - quantity },
    rows: { 'stock.level': rowsBy([{ sku, left: left - quantity }], 'sku') },
    messages: { [`stock.taken/${sku}`]: [{ address: 'stock.taken' as const, body: { sku } }] },
  };
};

interface Setting {
  readonly there?: typeof decide;
  readonly route?: Route;
  /** What the write decides by, and tells it. */
  readonly told?: (by: typeof decide, asked: Asked, context: CallContext) => ReturnType<typeof decide>;
  readonly answers?: boolean;
}

/** A shop that has five of everything at first, and a target that decides in its own way. */
function shop({ there = decide, route = { kind: 'shadow', target: 'there', percent: 100 }, told = decided, answers = true }: Setting = {}) {
  const levels = new Map<string, number>();
  const asked: string[] = [];
  const defects: unknown[] = [];
  const clock = handClock();
  const storage = new AsyncLocalStorage<CallContext>();
  const ambient = { current: () => storage.getStore(), run: <T>(context: CallContext, work: () => T) => storage.run(context, work) };
  const onDefect = (error: unknown) => void defects.push(error);
  const shadows = new Shadows({ now: clock.now, after: clock.after, random: seeded(1), onDefect, ambient });
  const implementation = {
    take: async (input: Asked['input'], context: CallContext) => {
      const reads = { left: levels.get(input.sku) ?? 5 };
      const { answer, rows } = (told)(decide, { input, reads }, context);
      for (const { sku, left } of Object.values(rows['stock.level'])) levels.set(sku, left);
      if (input.sku === 'NESTED') await dispatcher.apiOf(stock).take({ sku: 'BELOW', quantity: 1 });
      if (input.sku === 'FAILS') throw new RangeError('The commit failed.');
      return answer;
    },
    planTake: planning(decide),
    count: async () => ({}),
  } as unknown as Record<string, Handler>;
  const target: Target = {
    carries: ['reply'],
    call: ({ address }, input) => {
      asked.push(address);
      return answers ? planning(there)(input as Asked) : new Promise(() => {});
    },
    deliver: () => Promise.reject(new Error('Nothing is delivered.')),
  };
  const dispatcher = createDispatcher({ contracts: [stock], ambient, now: clock.now, onDefect, shadows });
  dispatcher.route({ version: 1, routes: { 'stock.take': route } }, { modules: new Map([['stock', { implementation, receive: () => Promise.resolve([]) }]]), targets: new Map([['there', target]]) });
  const call = (sku: string, quantity: number) => ambient.run(aContext, () => dispatcher.apiOf(stock).take({ sku, quantity }));
  return { call, levels, asked, defects, shadows, clock };
}

const wrong = (asked: Asked) => {
  const { answer, messages } = decide(asked);
  return { answer, messages, rows: { 'stock.level': rowsBy([{ sku: asked.input.sku, left: 9 }], 'sku') } };
};

describe('a write that is planned', () => {
  it('is done once at home, and what the target would do instead is found by table, key and column', async () => {
    const { call, levels, asked, shadows, clock, defects } = shop({ there: wrong });
    expect(await call('A', 2)).toEqual({ left: 3 });
    expect(asked).toEqual([]);
    await clock.pass(0);
    expect(new Set(asked)).toEqual(new Set(['stock.planTake']));
    expect([...levels]).toEqual([['A', 3]]);
    const [sample] = shadows.samples();
    expect(sample).toMatchObject({
      address: 'stock.planTake',
      input: '{"input":{"sku":"A","quantity":2},"reads":{"left":5}}',
      differences: [{ pointer: '/rows/stock.level/{"sku":"A"}/left', place: '/rows/stock.level/*/left', home: '3', target: '9' }],
      stood: ['/rows/stock.level/*/left'],
    });
    expect(sample!.commands!.target).toMatch(/^banyan call stock.planTake /);
    expect(shadows.tallies()).toMatchObject([{ address: 'stock.planTake', compared: 1, mismatched: 1, noiseCompared: 1, noiseMismatched: 0 }]);
    expect(defects).toEqual([]);
  });

  it('is the same at a target that decides the same, however often it was done since', async () => {
    const { call, shadows, clock } = shop();
    for (let time = 0; time < 5; time++) await call('A', 1);
    await clock.pass(0);
    expect(shadows.tallies()).toMatchObject([{ compared: 5, mismatched: 0, noiseCompared: 5, noiseMismatched: 0, failed: 0 }]);
  });

  it('is compared where it was refused', async () => {
    const lenient = (asked: Asked) => ({ ...wrong(asked), answer: { left: 0 } });
    const { call, shadows, clock } = shop({ there: (asked) => (asked.input.quantity > 5 ? lenient({ ...asked, reads: { left: 99 } }) : decide(asked)) });
    await expect(call('A', 6)).rejects.toMatchObject({ code: 'outOfStock' });
    await clock.pass(0);
    expect(shadows.samples()[0]!.differences.map(({ pointer }) => pointer)).toEqual(['/answer/error', '/answer/left', '/messages/stock.taken~1A', '/rows/stock.level']);
  });

  it('is answered without waiting for a target that hangs', async () => {
    const { call, shadows, clock } = shop({ answers: false });
    expect(await call('A', 1)).toEqual({ left: 4 });
    await clock.pass(0);
    expect(await call('A', 1)).toEqual({ left: 3 });
    await clock.pass(2_000);
    expect(shadows.tallies()).toMatchObject([{ compared: 0, failed: expect.any(Number) }]);
  });

  it('tells its own plan, and not that of a call below', async () => {
    const { call, shadows, clock, levels } = shop();
    await call('NESTED', 1);
    await clock.pass(0);
    expect([...levels.keys()]).toEqual(['NESTED', 'BELOW']);
    expect(shadows.tallies()).toMatchObject([{ compared: 2, mismatched: 0 }]);
  });

  it('is not compared where it came to nothing', async () => {
    const { call, asked, clock } = shop();
    await expect(call('FAILS', 1)).rejects.toMatchObject({ code: 'internal' });
    await clock.pass(0);
    expect(asked).toEqual([]);
  });

  it('is answered though what it told is no plan, which the host is told', async () => {
    const nonsense = (_decide: unknown, asked: Asked, context: CallContext) => {
      const plan = decide(asked);
      decided(() => ({ ...plan, rows: { 'stock.other': { a: 1 } } }), asked, context);
      return plan;
    };
    const { call, asked, defects, clock } = shop({ told: nonsense });
    expect(await call('A', 1)).toEqual({ left: 4 });
    await clock.pass(0);
    expect(asked).toEqual([]);
    expect(defects.map(String)).toEqual([expect.stringMatching(/stock\.planTake does not fit/)]);
  });

  it('is compared beside a canary too, by what stays at home, and by nothing where all is local', async () => {
    const beside = shop({ route: { kind: 'canary', target: 'there', percent: 0.01 } });
    for (let time = 0; time < 5; time++) await Promise.all(Array.from({ length: 20 }, (_, n) => beside.call(`SKU${n}`, 1)));
    await beside.clock.pass(0);
    const [tally] = beside.shadows.tallies();
    expect(tally!.compared).toBeGreaterThan(2);
    expect(tally!.compared).toBeLessThan(30);
    const local = shop({ route: { kind: 'local' } });
    await local.call('A', 1);
    await local.clock.pass(0);
    expect(local.asked).toEqual([]);
  });
});
