import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { contract, deferred, type DeferredCall } from '@banyan/contracts/define';
import { createDispatcher, deferredHandlers, type Receive } from '@banyan/strangler';
import { startOtlpReceiver, type OtlpReceiver } from '@banyan/tools/testing';
import { Type } from 'typebox';
import { ambient, outboxModule, overSqsForAllTests } from '../placements.testing.ts';
import { telemetryOf, type Telemetry } from './telemetry.ts';

const stock = contract({
  name: 'stock',
  version: '1.0.0',
  operations: { ship: deferred({ input: Type.Object({ id: Type.String() }), orderedBy: ({ id }) => id, idempotencyKey: ({ id }) => id, timeout: 1_000 }) },
});
const overSqs = overSqsForAllTests();

let collector: OtlpReceiver;
let telemetries: readonly Telemetry[];
beforeAll(async () => {
  collector = await startOtlpReceiver();
  telemetries = ['shop', 'stock'].map((host) => telemetryOf(host, { endpoint: collector.url, sample: 1 }));
});
afterAll(async () => {
  await Promise.all(telemetries.map((telemetry) => telemetry.stop()));
  await collector.close();
});

it('a call that is deferred is one trace over SQS: the request, its delivery, and its execution at the other host', async () => {
  const [shop, there] = telemetries as [Telemetry, Telemetry];
  const dispatcherOf = ({ spans }: Telemetry) => createDispatcher({ contracts: [stock], ambient, now: Date.now, onDefect: () => undefined, ...(spans ? { spans } : {}) });
  const ship = () => Promise.resolve();
  const handle = deferredHandlers(stock, { implementation: { ship } }, { ambient, caller: 'stock', now: Date.now, routeVersion: () => 1, spans: there.spans! });
  const receive: Receive = async (calls) => {
    for (const call of calls) await handle(call, { lane: call.lane, sequence: call.sequence, epoch: 1, acceptedAt: call.acceptedAt, failures: 0 });
    return calls.map(({ lane, sequence }) => ({ lane, sequence }));
  };
  const served = dispatcherOf(there).route({ version: 1, routes: {} }, { modules: new Map([['stock', { implementation: { ship }, receive }]]), targets: new Map() });
  const place = await overSqs(stock, served);
  await place.startHost();
  const { deliver } = dispatcherOf(shop).route({ version: 1, routes: { 'stock.*': { kind: 'remote', target: 'stock' } } }, { modules: new Map(), targets: new Map([['stock', place.target]]) });

  const id = '4bf92f3577b34da6a3ce929d0e0e4736';
  const request = shop.requests.begin(id, 'POST /api/v1/orders');
  const call: DeferredCall = {
    ...{ lane: `${outboxModule}>stock/o`, sequence: 1, destination: 'stock.ship', messageId: 'stock.ship:o', contractVersion: '1.0.0', body: '{"id":"o"}' },
    ...{ principal: { kind: 'guest' }, traceparent: request.traceparent, acceptedAt: '2026-01-01T00:00:00.000Z', routeVersion: 1 },
  };
  await deliver([call]);
  request.end('answered');

  const spans = await collector.until((all) => all.length >= 3);
  const parentSpanId = request.traceparent.slice(36, 52);
  expect(spans.map(({ service, name, kind }) => [service, name, kind]).sort()).toEqual([
    ['shop', 'POST /api/v1/orders', 2],
    ['shop', 'deliver stock.ship', 4],
    ['stock', 'stock.ship', 5],
  ]);
  expect(spans.filter(({ name }) => name !== 'POST /api/v1/orders')).toEqual([expect.objectContaining({ traceId: id, parentSpanId }), expect.objectContaining({ traceId: id, parentSpanId })]);
  await place.stopHost();
  await place.close();
});
