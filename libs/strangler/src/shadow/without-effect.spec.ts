import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, it } from '@jest/globals';
import type { CallContext } from '@banyan/contracts/define';
import type { Handler } from '../calls/local-call.ts';
import { createDispatcher } from '../dispatcher.ts';
import type { DispatcherOptions } from '../dispatcher-options.ts';
import { aContext, stock } from '../fixtures.ts';
import { createTallies } from '../observe/tallies.ts';
import type { Target } from '../target.ts';
import { Shadows } from './shadows.ts';

const shadow: CallContext = { ...aContext, shadow: true };
const lines = [{ sku: 'A-1', quantity: 1 }];

/** A shop whose count takes stock, as no read should. */
function shop(options: Partial<DispatcherOptions> = {}, atTarget: (context: CallContext) => Promise<unknown> = () => Promise.resolve({ sku: 'A-1', left: 3 })) {
  const storage = new AsyncLocalStorage<CallContext>();
  const ambient = { current: () => storage.getStore(), run: <T>(context: CallContext, work: () => T) => storage.run(context, work) };
  const taken: unknown[] = [];
  const sent: { address: string; context: CallContext }[] = [];
  const defects: unknown[] = [];
  const onDefect = (error: unknown) => void defects.push(error);
  const implementation = {
    count: async ({ sku }: { sku: string }) => {
      if (sku === 'taking') await dispatcher.apiOf(stock).take({ lines });
      return { sku, left: 3 };
    },
    take: async (input: unknown) => (taken.push(input), input),
  } as unknown as Record<string, Handler>;
  const there: Target = {
    carries: ['reply', 'deferred'],
    call: ({ address }, _input, context) => (sent.push({ address, context }), atTarget(context)),
    deliver: () => Promise.resolve('stored'),
  };
  const dispatcher = createDispatcher({ contracts: [stock], ambient, now: () => 5_000, onDefect, ...options });
  const reachable = { modules: new Map([['stock', { implementation }]]), targets: new Map([['there', there]]) };
  const route = (routes: Parameters<typeof dispatcher.route>[0]['routes']) => dispatcher.route({ version: 1, routes }, reachable);
  const ask = (name: 'count' | 'take', input: object, context: CallContext) => ambient.run(context, () => dispatcher.apiOf(stock)[name](input as never));
  return { ambient, taken, sent, defects, onDefect, route, ask };
}

describe('a call that is made for comparison only', () => {
  it('is answered if it is a read, and refused before it begins if it is a write, here and at a target', async () => {
    const { route, ask, taken, sent } = shop();
    route({});
    expect(await ask('count', { sku: 'A-1' }, shadow)).toEqual({ sku: 'A-1', left: 3 });
    await expect(ask('take', { lines }, shadow)).rejects.toMatchObject({ code: 'comparisonOnly', operation: 'stock.take', details: { executed: 'no' } });
    route({ 'stock.take': { kind: 'remote', target: 'there' } });
    await expect(ask('take', { lines }, shadow)).rejects.toMatchObject({ code: 'comparisonOnly' });
    expect([taken, sent]).toEqual([[], []]);
    await ask('take', { lines }, aContext).catch(() => undefined);
    expect(sent).toHaveLength(1);
  });

  it('is refused as a whole if its handler writes, which is no fault of anybody', async () => {
    const servedTallies = createTallies({ keepVersions: 1 });
    const { route, taken, defects } = shop({ servedTallies });
    const count = route({}).served.get('stock.count')!;
    await expect(count({ sku: 'taking' }, shadow)).rejects.toMatchObject({ code: 'comparisonOnly', operation: 'stock.count', details: { executed: 'unknown' } });
    expect([taken, defects]).toEqual([[], []]);
    expect(servedTallies.snapshot()).toMatchObject([{ address: 'stock.count', answered: 0, refused: 1, failed: 0 }]);
    await expect(count({ sku: 'taking' }, aContext)).resolves.toEqual({ sku: 'taking', left: 3 });
  });

  it('is what a shadow makes at its target and at home, and is not shadowed in turn', async () => {
    const later: (() => void)[] = [];
    const shadows = new Shadows({ now: () => 0, random: () => 0, onDefect: () => undefined, after: (_, run) => (later.push(run), () => undefined) });
    const { route, ask, sent, taken } = shop({ shadows });
    route({ 'stock.*': { kind: 'shadow', target: 'there', percent: 100 } });
    await ask('count', { sku: 'taking' }, aContext);
    expect(taken).toHaveLength(1);
    later[0]!();
    await shadows.stop();
    expect(sent).toMatchObject([{ address: 'stock.count', context: { shadow: true } }]);
    expect(taken).toHaveLength(1);
    expect(shadows.tallies()).toMatchObject([{ compared: 1, noiseCompared: 0, dropped: 0 }]);
  });

  it('counts as failed at a target whose handler wanted to write', async () => {
    const candidate = shop();
    const count = candidate.route({}).served.get('stock.count')!;
    const later: (() => void)[] = [];
    const shadows = new Shadows({ now: () => 0, random: () => 0.5, onDefect: () => undefined, after: (_, run) => (later.push(run), () => undefined) });
    const { route, ask } = shop({ shadows }, (context) => count({ sku: 'taking' }, context));
    route({ 'stock.*': { kind: 'shadow', target: 'there', percent: 100 } });
    await ask('count', { sku: 'A-1' }, aContext);
    later[0]!();
    await shadows.stop();
    expect(shadows.tallies()).toMatchObject([{ compared: 0, failed: 1 }]);
    expect(candidate.taken).toEqual([]);
  });
});

describe('a candidate', () => {
  it('answers other hosts nothing but what they ask for comparison only', async () => {
    const { route } = shop({ servesOnlyShadows: true });
    const count = route({}).served.get('stock.count')!;
    await expect(count({ sku: 'A-1' }, shadow)).resolves.toEqual({ sku: 'A-1', left: 3 });
    await expect(count({ sku: 'A-1' }, aContext)).rejects.toMatchObject({ code: 'unknownOperation', details: { executed: 'no' }, message: expect.stringContaining('candidate') });
  });
});
