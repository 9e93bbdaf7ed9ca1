import { AsyncLocalStorage } from 'node:async_hooks';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { BUCKETS, bucketOf, CallError, OperationError, type ApiOf, type CallContext } from '@banyan/contracts/define';
import { createDispatcher, type Dispatcher } from '../dispatcher.ts';
import { aContext, stock } from '../fixtures.ts';
import type { Handler } from './local-call.ts';
import { markOf } from '../observe/mark.ts';
import { recordedSpans, type RecordedSpan } from '../observe/recorded-spans.testing.ts';
import { isRecorded } from '../observe/spans.ts';
import { Safeguards } from '../resilience/safeguards.ts';
import type { Route } from '../routes/route.ts';
import type { Target } from '../target.ts';

const storage = new AsyncLocalStorage<CallContext>();
const ambient = { current: () => storage.getStore(), run: <T>(context: CallContext, work: () => T) => storage.run(context, work) };
const customer = { ...aContext, deadline: Number.MAX_SAFE_INTEGER };
const unrecorded = { ...customer, traceparent: customer.traceparent.replace(/1$/, '0') };
const count = { sku: 'A-1', left: 3 };

describe('a recorded call', () => {
  let recorded: RecordedSpan[];
  let dispatcher: Dispatcher;
  let api: ApiOf<typeof stock>;
  let handler: (input: { sku: string }, context: CallContext) => Promise<unknown>;
  let away: () => Promise<unknown>;
  let asked: CallContext[];

  const target: Target = {
    carries: ['reply', 'deferred'],
    call: (_addressed, _input, context) => (asked.push(context), away()),
    deliver: () => Promise.resolve('underway'),
  };
  const implementation = {
    count: ((input: { sku: string }, context: CallContext) => handler(input, context)) as Handler,
    take: (async () => {
      await api.count({ sku: 'A-1' });
      return { lines: [] };
    }) as Handler,
    ship: () => Promise.resolve(),
  };
  const route = (routes: Record<string, Route>, version = 1) =>
    dispatcher.route({ version, routes }, { modules: new Map([['stock', { implementation, receive: async () => [] }]]), targets: new Map([['there', target]]) });
  const within = <T>(context: CallContext, work: () => Promise<T>) => ambient.run(context, work);
  const attributes = () => recorded.map((span) => span.attributes);

  beforeEach(() => {
    const spans = recordedSpans();
    recorded = spans.recorded;
    asked = [];
    handler = async () => count;
    away = async () => count;
    const safeguards = new Safeguards({ now: () => 0, random: () => 0, pause: async () => undefined, report: () => undefined });
    dispatcher = createDispatcher({ contracts: [stock], ambient, now: () => 0, onDefect: () => undefined, safeguards, spans: spans.spans });
    api = dispatcher.apiOf(stock);
  });

  it('has a span that says where it was answered, by which routes, and why', async () => {
    route({});
    await within(customer, () => api.count({ sku: 'A-1' }));
    expect(recorded).toEqual([
      {
        name: 'stock.count',
        role: 'within',
        parent: customer.traceparent,
        traceparent: expect.any(String),
        attributes: { operation: 'stock.count', placement: 'local', target: 'home', 'route.version': 1, 'route.reason': 'route' },
        ending: 'answered',
      },
    ]);
  });

  it('has the calls that its handler makes below it, in this process as at a target', async () => {
    route({ 'stock.count': { kind: 'remote', target: 'there' } });
    await within(customer, () => api.take({ lines: [] }));
    const [take, counted] = recorded;
    expect([take?.name, counted?.name, counted?.parent]).toEqual(['stock.take', 'stock.count', take?.traceparent]);
    expect(counted).toMatchObject({ role: 'asks', attributes: { placement: 'remote', target: 'there' } });
    expect(asked.map(({ traceparent }) => traceparent)).toEqual([counted?.traceparent]);
  });

  it('tells the bucket of its key and the percentage of a canary', async () => {
    route({ 'stock.count': { kind: 'canary', target: 'there', percent: 50 } });
    const skus = ['A-1', 'B-2', 'C-3', 'D-4'];
    for (const sku of skus) await within(customer, () => api.count({ sku }));
    for (const [index, sku] of skus.entries()) {
      const placement = bucketOf(sku) < BUCKETS / 2 ? 'remote' : 'local';
      expect(attributes()[index]).toMatchObject({ placement, 'route.reason': 'canary', 'canary.bucket': bucketOf(sku), 'canary.percent': 50 });
    }
  });

  it('tells that a tester’s token chose, and not the routes', async () => {
    route({});
    await within({ ...customer, override: { token: 't', routes: { 'stock.count': 'there' } } }, () => api.count({ sku: 'A-1' }));
    expect(attributes()).toMatchObject([{ target: 'there', 'route.reason': 'override' }]);
  });

  it('tells that the routes its request was pinned to are not kept', async () => {
    route({}, 3);
    await within({ ...customer, routeVersion: 2 }, () => api.count({ sku: 'A-1' }));
    expect(attributes()).toMatchObject([{ 'route.version': 3, 'route.reason': 'pinned version missing', 'route.pinned': 2 }]);
  });

  it('tells of a second attempt, and of home that answered instead', async () => {
    route({ 'stock.count': { kind: 'remote', target: 'there', fallback: true } });
    away = () => Promise.reject(new CallError('unavailable', 'stock.count', 'Away.', { executed: 'no' }));
    await within(customer, () => api.count({ sku: 'A-1' }));
    expect(attributes()).toMatchObject([{ fallback: true }]);
    let attempts = 0;
    away = async () => (++attempts === 11 ? Promise.reject(new CallError('unavailable', 'stock.count', 'Away.', { executed: 'no' })) : count);
    for (let call = 0; call < 20; call++) await within(customer, () => api.count({ sku: 'A-1' }));
    expect(recorded.filter((span) => span.attributes['retry'] === true && !('fallback' in span.attributes)).length).toBe(1);
  });

  it('ends with the code of a failure, never with what the failure says', async () => {
    route({});
    handler = ({ sku }) => Promise.reject(sku === 'gone' ? new OperationError('unknownSku', { sku }, 'Nobody sells it.') : new Error('Ada Byron lives here'));
    await within(customer, () => api.count({ sku: 'gone' })).catch(() => undefined);
    await within(customer, () => api.count({ sku: 'A-1' })).catch(() => undefined);
    expect(recorded.map(({ ending }) => ending)).toEqual(['refused unknownSku', 'failed internal']);
    expect(JSON.stringify(recorded)).not.toContain('Ada');
  });

  it('that another host makes here has a span below that host’s, and knows its operation', async () => {
    const { served } = route({});
    const marks: unknown[] = [];
    handler = async () => (marks.push(markOf(ambient.current()!)?.operation), count);
    await served.get('stock.count')!({ sku: 'A-1' }, customer);
    expect(recorded).toMatchObject([{ role: 'answers', parent: customer.traceparent, ending: 'answered' }]);
    await served.get('stock.count')!({ sku: 'A-1' }, unrecorded);
    expect(recorded.length).toBe(1);
    expect(marks).toEqual(['stock.count', 'stock.count']);
  });

  it('that is deferred has a span for its delivery, in the trace of whoever asked', async () => {
    const { deliver } = route({ 'stock.ship': { kind: 'remote', target: 'there' } });
    const call = (sequence: number, { traceparent }: CallContext) => ({
      ...{ lane: 'shop>stock/o', sequence, destination: 'stock.ship', messageId: `m${sequence}`, contractVersion: '1.0.0', body: '{"orderId":"o"}' },
      ...{ principal: { kind: 'guest' } as const, traceparent, acceptedAt: '2026-01-01T00:00:00.000Z', routeVersion: 1 },
    });
    await deliver([call(1, customer), call(2, unrecorded)]);
    expect(recorded).toMatchObject([{ name: 'deliver stock.ship', role: 'sends', parent: customer.traceparent, attributes: { target: 'there', 'route.reason': 'route' }, ending: 'answered' }]);
  });

  it('is the only one that is looked at: an unrecorded one keeps its very context', async () => {
    route({});
    const contexts: CallContext[] = [];
    handler = async (_input, context) => (contexts.push(context), count);
    await within(unrecorded, () => api.count({ sku: 'A-1' }));
    expect(recorded).toEqual([]);
    expect(contexts[0]).toBe(unrecorded);
  });
});

describe('a traceparent', () => {
  it.each('0123456789abcdef'.split(''))('with flags that end in %s is recorded if the lowest bit is set', (digit) => {
    expect(isRecorded(customer.traceparent.slice(0, -1) + digit)).toBe(Number.parseInt(digit, 16) % 2 === 1);
  });

  it('that is cut off is not recorded', () => {
    for (const text of ['', '00', customer.traceparent.slice(0, -1)]) expect(isRecorded(text)).toBe(false);
  });
});
