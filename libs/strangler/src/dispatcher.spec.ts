import { describe, expect, it } from '@jest/globals';
import { CallError, OperationError, type CallContext, type DeferredCall } from '@banyan/contracts/define';
import { createDispatcher, RouteTableRefused } from './dispatcher.ts';
import type { DispatcherOptions, Reachable } from './dispatcher-options.ts';
import { aContext, mail, stock } from './fixtures.ts';
import type { Handler } from './calls/local-call.ts';
import type { RouteTableDefinition } from './routes/route.ts';
import type { Delivered, Target } from './target.ts';

interface Setting {
  readonly handlers?: Record<string, (input: never, context: CallContext) => unknown>;
  readonly routes?: RouteTableDefinition['routes'];
  readonly context?: CallContext | undefined;
  readonly contextNow?: () => CallContext;
  readonly guard?: DispatcherOptions['guard'];
  readonly answer?: () => Promise<unknown>;
  readonly delivered?: Delivered;
}

function shop(setting: Setting = {}) {
  const sent: { address: string; input: unknown; deadline: number }[] = [];
  const delivered: { to: string; calls: readonly DeferredCall[] }[] = [];
  const defects: unknown[] = [];
  const receivedBy = (to: string) => (calls: readonly DeferredCall[]) => {
    delivered.push({ to, calls });
    return Promise.resolve(calls.map(({ lane, sequence }) => ({ lane, sequence })));
  };
  const away: Target = {
    carries: ['reply', 'deferred'],
    call: ({ address }, input, { deadline }) => {
      sent.push({ address, input, deadline });
      return setting.answer?.() ?? Promise.resolve({ sku: 'away', left: 0 });
    },
    deliver: (calls) => {
      delivered.push({ to: 'away', calls });
      return Promise.resolve(setting.delivered ?? 'stored');
    },
  };
  const implementation = {
    count: async ({ sku }: { sku: string }) => ({ sku, left: 1 }),
    take: async (input: unknown) => input,
    ship: async () => undefined,
    ...setting.handlers,
  } as unknown as Record<string, Handler>;
  const dispatcher = createDispatcher({
    contracts: [stock, mail],
    ambient: { current: () => setting.contextNow?.() ?? ('context' in setting ? setting.context : aContext), run: (_context, work) => work() },
    now: () => 5_000,
    onDefect: (error) => defects.push(error),
    ...(setting.guard ? { guard: setting.guard } : {}),
  });
  const reachable: Reachable = {
    modules: new Map([
      ['stock', { implementation, receive: receivedBy('stock') }],
      ['mail', { implementation: { tellShipped: async () => undefined }, receive: receivedBy('mail') }],
    ]),
    targets: new Map([['away', away]]),
  };
  const route = (routes: RouteTableDefinition['routes'], version = 1) => dispatcher.route({ version, routes }, reachable);
  const api = dispatcher.apiOf(stock);
  return { ...route(setting.routes ?? {}), route, api, sent, delivered, defects };
}

const call = (destination: string, lane: string, sequence = 1): DeferredCall => ({
  lane,
  sequence,
  destination,
  messageId: `${destination}:${sequence}`,
  contractVersion: '1.0.0',
  body: '{"orderId":"o"}',
  principal: aContext.principal,
  traceparent: aContext.traceparent,
  acceptedAt: '2026-01-01T00:00:00.000Z',
  routeVersion: 1,
});

describe('a routed call', () => {
  it('reaches the module in this process', async () => {
    await expect(shop().api.count({ sku: 'A' })).resolves.toEqual({ sku: 'A', left: 1 });
  });

  it('reaches the target of a remote route, with the contract as the limit of its time', async () => {
    const { api, sent } = shop({ routes: { 'stock.*': { kind: 'remote', target: 'away' } } });
    await expect(api.count({ sku: 'A' })).resolves.toEqual({ sku: 'away', left: 0 });
    expect(sent).toEqual([{ address: 'stock.count', input: { sku: 'A' }, deadline: 6_000 }]);
  });

  it('takes the side of a canary that its key belongs to', async () => {
    const { api, sent } = shop({ routes: { 'stock.count': { kind: 'canary', target: 'away', percent: 50 } } });
    const skus = Array.from({ length: 1_000 }, (_, n) => `SKU${n}`);
    const first = await Promise.all(skus.map((sku) => api.count({ sku })));
    const second = await Promise.all(skus.map((sku) => api.count({ sku })));
    expect(second).toEqual(first);
    expect(sent.length / 2).toBeGreaterThan(400);
    expect(sent.length / 2).toBeLessThan(600);
  });

  it('follows new routes, also through an API that somebody holds already', async () => {
    const { api, route, sent } = shop();
    route({ 'stock.*': { kind: 'remote', target: 'away' } });
    await api.count({ sku: 'A' });
    expect(sent).toHaveLength(1);
  });

  it('goes by the routes that its request entered under, as long as they are known', async () => {
    const contextAt = (routeVersion: number) => ({ ...aContext, routeVersion });
    let context = contextAt(1);
    const { api, route, sent } = shop({ contextNow: () => context });
    for (let version = 2; version <= 16; version++) route({ 'stock.*': { kind: 'remote', target: 'away' } }, version);
    await api.count({ sku: 'A' });
    expect(sent).toHaveLength(0);
    context = contextAt(2);
    await api.count({ sku: 'A' });
    expect(sent).toHaveLength(1);
    route({ 'stock.*': { kind: 'remote', target: 'away' } }, 17);
    context = contextAt(1);
    await api.count({ sku: 'A' });
    expect(sent).toHaveLength(2);
  });

  it('goes where an override says, whatever the routes say, and by the routes where that cannot be', async () => {
    const overriding = (routes: Record<string, string>) => shop({ context: { ...aContext, override: { token: '', routes } } });
    const away = overriding({ 'stock.*': 'away' });
    await away.api.count({ sku: 'A' });
    expect(away.sent).toHaveLength(1);
    for (const routes of [{ 'stock.*': 'away', 'stock.count': 'local' }, { 'stock.*': 'nowhere' }, { 'mail.*': 'away' }]) {
      const { api, sent } = overriding(routes);
      await api.count({ sku: 'A' });
      expect(sent).toHaveLength(0);
    }
  });

  it('is refused as unavailable before there are routes', async () => {
    const unrouted = createDispatcher({ contracts: [stock], ambient: { current: () => aContext, run: (_context, work) => work() }, now: () => 0, onDefect: () => undefined });
    await expect(unrouted.apiOf(stock).count({ sku: 'A' })).rejects.toMatchObject({ code: 'unavailable', details: { executed: 'no' } });
  });

  it('is refused outside of any call', async () => {
    await expect(shop({ context: undefined }).api.count({ sku: 'A' })).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});

describe.each([
  ['in this process', {}],
  ['at a target', { 'stock.*': { kind: 'remote', target: 'away' } as const }],
])('a call %s', (_where, routes) => {
  const fails = (error: unknown) => shop({ routes, answer: () => Promise.reject(error), handlers: { count: () => Promise.reject(error) } });

  it('refuses an input that does not fit, before anybody is asked', async () => {
    const { api, sent } = shop({ routes });
    await expect(api.count({ sku: new Date(0) as never })).rejects.toMatchObject({
      code: 'contractViolation',
      details: { executed: 'no', violations: [{ pointer: '/sku' }] },
    });
    expect(sent).toEqual([]);
  });

  it('refuses an answer that does not fit', async () => {
    const wrong = () => Promise.resolve({ sku: 'A', left: 'many' });
    const { api, defects } = shop({ routes, answer: wrong, handlers: { count: wrong } });
    await expect(api.count({ sku: 'A' })).rejects.toMatchObject({ code: 'contractViolation', details: { executed: 'unknown' } });
    expect(defects).toHaveLength(1);
  });

  it('is not begun after its deadline', async () => {
    const { api } = shop({ routes, context: { ...aContext, deadline: 5_000 } });
    await expect(api.count({ sku: 'A' })).rejects.toMatchObject({ code: 'deadlineExceeded', details: { executed: 'no' } });
  });

  it('lets a declared error pass with class, code and data', async () => {
    const declared = new OperationError('unknownSku', { sku: 'A' }, 'No such SKU.');
    await expect(fails(declared).api.count({ sku: 'A' })).rejects.toBe(declared);
  });

  it('lets a call error pass', async () => {
    const error = new CallError('unavailable', 'stock.count', 'Away.');
    await expect(fails(error).api.count({ sku: 'A' })).rejects.toBe(error);
  });

  it.each(['unavailable', 'deadlineExceeded'] as const)('passes on that a neighbour’s call was %s, but not whether that one was executed', async (code) => {
    const neighbours = new CallError(code, 'bank.pay', 'Away.', { executed: 'no' });
    const { api } = shop({ handlers: { count: () => Promise.reject(neighbours) } });
    await expect(api.count({ sku: 'A' })).rejects.toMatchObject({ code, operation: 'stock.count', details: { executed: 'unknown' }, cause: neighbours });
  });

  it('takes it for its own mistake that a neighbour refused', async () => {
    const neighbours = new CallError('forbidden', 'bank.pay', 'Not for you.', { executed: 'no' });
    const { api, defects } = shop({ handlers: { count: () => Promise.reject(neighbours) } });
    await expect(api.count({ sku: 'A' })).rejects.toMatchObject({ code: 'internal', operation: 'stock.count' });
    expect(defects).toEqual([neighbours]);
  });

  it.each([
    ['an undeclared code', new OperationError('surprise', {}, 'secret')],
    ['a declared code with other data', new OperationError('unknownSku', { sku: 1 }, 'secret')],
    ['any other failure', new TypeError('secret')],
  ])('tells the host of %s, and the caller only that it failed', async (_what, error) => {
    const { api, defects } = fails(error);
    await expect(api.count({ sku: 'A' })).rejects.toMatchObject({ code: 'internal', message: expect.not.stringContaining('secret') });
    expect(defects).toEqual([error]);
  });

  it('shares no object between caller and module', async () => {
    const lines = [{ sku: 'A', quantity: 1 }];
    const { api, sent } = shop({ routes, answer: async () => ({ lines }) });
    const answer = await api.take({ lines });
    expect(answer).toEqual({ lines });
    expect(answer.lines).not.toBe(lines);
    expect((sent[0]?.input as { lines?: unknown } | undefined)?.lines).not.toBe(lines);
  });
});

describe('a call in this process', () => {
  it('keeps the caller’s object from a module that changes its argument', async () => {
    const greedy = async ({ lines }: { lines: { quantity: number }[] }) => {
      lines[0]!.quantity = 99;
      return { lines };
    };
    const input = { lines: [{ sku: 'A', quantity: 1 }] };
    await shop({ handlers: { take: greedy } }).api.take(input);
    expect(input.lines[0]!.quantity).toBe(1);
  });

  it('finds a module out that changes its argument, where arguments are frozen', async () => {
    const greedy = async ({ lines }: { lines: unknown[] }) => ({ lines: lines.reverse() });
    const { api, defects } = shop({ guard: 'freeze', handlers: { take: greedy } });
    await expect(api.take({ lines: [{ sku: 'A', quantity: 1 }, { sku: 'B', quantity: 1 }] })).rejects.toMatchObject({ code: 'internal' });
    expect(defects[0]).toBeInstanceOf(TypeError);
  });

  it('turns a handler’s synchronous throw into a rejection', async () => {
    const { api } = shop({ handlers: { count: () => { throw new OperationError('unknownSku', { sku: 'A' }, 'No.'); } } });
    await expect(api.count({ sku: 'A' })).rejects.toMatchObject({ code: 'unknownSku' });
  });

  it('is for those whom the contract names', async () => {
    const { api } = shop({ context: { ...aContext, principal: { kind: 'guest' } } });
    await expect(api.take({ lines: [] })).rejects.toMatchObject({ code: 'forbidden', message: expect.stringContaining('customer') });
  });
});

describe('a deferred call', () => {
  it('goes to the inbox of the module in this process', async () => {
    const { deliver, delivered } = shop();
    const calls = [call('stock.ship', 'shop>stock/o', 1), call('stock.ship', 'shop>stock/o', 2)];
    await deliver(calls);
    expect(delivered).toEqual([{ to: 'stock', calls }]);
  });

  it('goes to the target of a remote route', async () => {
    const { deliver, delivered } = shop({ routes: { 'stock.*': { kind: 'remote', target: 'away' } } });
    await deliver([call('stock.ship', 'shop>stock/o')]);
    expect(delivered.map(({ to }) => to)).toEqual(['away']);
  });

  it('that a queue has taken names the inbox lanes which have yet to acknowledge it', async () => {
    const routes = { 'stock.*': { kind: 'remote', target: 'away' }, 'mail.*': { kind: 'remote', target: 'away' } } as const;
    const { deliver } = shop({ routes, delivered: 'underway' });
    expect(await deliver([call('stock.ship', 'shop>stock/o'), call('stock.ship', 'shop>stock/o', 2)])).toEqual(['shop>stock/o']);
    expect(await deliver([call('stock.shipped', 'stock.shipped/o')])).toEqual(['stock.shipped>mail.tellShipped/o']);
    expect(await shop({ routes }).deliver([call('stock.ship', 'shop>stock/o')])).toEqual([]);
  });

  it('takes the side of a canary that its lane’s key belongs to', async () => {
    const { deliver, delivered, api, sent } = shop({ routes: { 'stock.*': { kind: 'local' }, 'stock.ship': { kind: 'canary', target: 'away', percent: 50 }, 'stock.count': { kind: 'canary', target: 'away', percent: 50 } } });
    for (let n = 0; n < 200; n++) {
      await deliver([call('stock.ship', `shop>stock/SKU${n}`)]);
      await api.count({ sku: `SKU${n}` });
    }
    const deferredAway = delivered.filter(({ to }) => to === 'away').map(({ calls }) => calls[0]!.lane.split('/')[1]);
    expect(deferredAway).toEqual(sent.map(({ input }) => (input as { sku: string }).sku));
  });

  it('that another host has routed here stays here, whatever the routes say', async () => {
    const { receive, delivered } = shop({ routes: { 'stock.*': { kind: 'remote', target: 'away' } } });
    await receive([call('stock.ship', 'shop>stock/o')]);
    expect(delivered.map(({ to }) => to)).toEqual(['stock']);
    await expect(receive([call('stock.unknown', 'shop>stock/o')])).resolves.toEqual([{ lane: 'shop>stock/o', sequence: 1 }]);
    await expect(receive([call('bank.unknown', 'shop>bank/o')])).rejects.toMatchObject({ code: 'unknownOperation' });
  });

  it('is refused where nobody takes it', async () => {
    await expect(shop().deliver([call('stock.unknown', 'shop>stock/o')])).rejects.toMatchObject({ code: 'unknownOperation' });
  });

  it('is, if an event, addressed to each subscriber in a lane of its own', async () => {
    const { deliver, delivered } = shop();
    await deliver([call('stock.shipped', 'stock.shipped/o', 4)]);
    expect(delivered).toMatchObject([
      { to: 'mail', calls: [{ destination: 'mail.tellShipped', lane: 'stock.shipped>mail.tellShipped/o', sequence: 4 }] },
    ]);
  });
});

describe('a dispatcher', () => {
  it('refuses routes that it cannot honour, with every reason, and keeps those in force', async () => {
    const { api, route, sent } = shop();
    const wrong = () => route({ 'stock.*': { kind: 'remote', target: 'x' }, 'mail.*': { kind: 'remote', target: 'y' } });
    expect(wrong).toThrow(RouteTableRefused);
    expect(wrong).toThrow(/stock[\s\S]*mail/);
    await api.count({ sku: 'A' });
    expect(sent).toEqual([]);
  });

  it('refuses a module that lacks a handler', () => {
    expect(() => shop({ handlers: { count: undefined as never } })).toThrow(/does not implement stock\.count/);
  });
});
