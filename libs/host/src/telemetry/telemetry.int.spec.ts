import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { databaseTokenOf } from '@banyan/adapter-postgres';
import { contract, implementationTokenOf, read, tokenOf, type ApiOf, type CallContext } from '@banyan/contracts/define';
import type { Route } from '@banyan/strangler';
import { freePort, startOtlpReceiver, type OtlpReceiver, type ReceivedSpan } from '@banyan/tools/testing';
import { Module, type INestMicroservice } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Type } from 'typebox';
import type { HostedModule } from '../hosted-module.ts';
import { prepareHost, type PreparedHost } from '../prepare-host.ts';

const Sku = Type.Object({ sku: Type.String() });
const Left = Type.Object({ left: Type.Integer() });
const stock = contract({
  name: 'stock',
  version: '1.0.0',
  operations: { count: read({ input: Sku, output: Left, timeout: 5_000 }), price: read({ input: Sku, output: Left, timeout: 5_000 }) },
});
const shop = contract({ name: 'shop', version: '1.0.0', operations: { show: read({ input: Sku, output: Left, timeout: 5_000 }) } });
type Stock = ApiOf<typeof stock>;

const answer = async () => ({ left: 3 });
const noDatabase = (module: string) => ({ provide: databaseTokenOf(module), useValue: {} });

@Module({
  providers: [{ provide: implementationTokenOf(stock), useValue: { count: answer, price: answer } }, noDatabase('stock')],
  exports: [implementationTokenOf(stock), databaseTokenOf('stock')],
})
class StockModule {}

@Module({
  providers: [
    {
      provide: implementationTokenOf(shop),
      inject: [tokenOf(stock)],
      useFactory: (api: Stock) => ({ show: async (input: { sku: string }) => (await api.price(input), api.count(input)) }),
    },
    noDatabase('shop'),
  ],
  exports: [implementationTokenOf(shop), databaseTokenOf('shop')],
})
class ShopModule {}

const modules: Readonly<Record<string, HostedModule>> = { stock: { contract: stock, nest: StockModule }, shop: { contract: shop, nest: ShopModule } };
const keys = `k1:${randomBytes(32).toString('base64url')}`;

/** Spans of a request: its own, three calls, two shadow calls, and what the other host answers twice. */
const SPANS = 8;

interface RunningHost {
  readonly host: PreparedHost;
  readonly app: INestMicroservice;
}

async function start(name: string, runs: readonly string[], environment: Record<string, string>): Promise<RunningHost> {
  const databases = Object.fromEntries(runs.map((module) => [`${module.toUpperCase()}_DATABASE_URL`, 'postgres://nobody@127.0.0.1/nothing']));
  const host = prepareHost(
    { name, modules: runs.map((module) => modules[module]!), contracts: [shop, stock] },
    { INTERNAL_PORT: '0', INTERNAL_KEYS: keys, LOG_LEVEL: 'fatal', ...databases, ...environment },
  );
  const app = await NestFactory.createMicroservice(host.module, { strategy: host.listener, logger: false });
  await app.listen();
  return { host, app };
}

describe.each(['http', 'tcp'] as const)('two hosts over %s', (carrier) => {
  let collector: OtlpReceiver;
  let there: RunningHost;
  let home: RunningHost;
  const routes: Record<string, Route> = { 'stock.count': { kind: 'remote', target: 'stock' }, 'stock.price': { kind: 'shadow', target: 'stock', percent: 100 } };

  beforeAll(async () => {
    collector = await startOtlpReceiver();
    const traced = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url };
    const tcpPort = carrier === 'tcp' ? await freePort() : undefined;
    const nowhere = JSON.stringify({ monolith: 'http://127.0.0.1:9' });
    there = await start('stock', ['stock'], { ...traced, TARGETS: nowhere, ...(tcpPort === undefined ? {} : { INTERNAL_TCP_PORT: String(tcpPort) }) });
    const url = tcpPort === undefined ? there.host.internal.url : `tcp://127.0.0.1:${tcpPort}`;
    home = await start('monolith', ['shop', 'stock'], { ...traced, ROUTES: JSON.stringify({ version: 1, routes }), TARGETS: JSON.stringify({ stock: url }) });
  });
  afterAll(async () => {
    await home.app.close();
    await there.app.close();
    await collector.close();
  });

  /** What the edge does for a request. */
  async function request(host: PreparedHost): Promise<string> {
    const id = randomBytes(16).toString('hex');
    const trace = host.telemetry.requests.begin(id, 'GET /api/v1/products/{sku}');
    const context: CallContext = { principal: { kind: 'guest' }, caller: 'monolith', deadline: Date.now() + 5_000, traceparent: trace.traceparent, routeVersion: 1, visitor: 'v' };
    await host.ambient.run(trace.markedFor(context), () => host.dispatcher.apiOf(shop).show({ sku: 'A-1' }));
    trace.end('answered');
    return id;
  }

  it('make one trace of a request, its calls in the process and at the other host, and their shadows', async () => {
    const id = await request(home.host);
    const spans = ofTrace(await collector.until((all) => ofTrace(all, id).length >= SPANS), id);
    const shown = 'monolith GET /api/v1/products/{sku} > monolith shop.show';
    expect(spans.map((span) => pathOf(span, spans)).sort()).toEqual(
      [
        'monolith GET /api/v1/products/{sku}',
        shown,
        `${shown} > monolith stock.count`,
        `${shown} > monolith stock.count > stock stock.count`,
        `${shown} > monolith stock.price`,
        `${shown} > monolith stock.price > monolith shadow stock.price`,
        `${shown} > monolith stock.price > monolith shadow stock.price`,
        `${shown} > monolith stock.price > monolith shadow stock.price > stock stock.price`,
      ].sort(),
    );
  });

  it('say in it where each call went, under which routes, and why', async () => {
    const id = await request(home.host);
    const spans = ofTrace(await collector.until((all) => ofTrace(all, id).length >= SPANS), id);
    const asked = spans.find(({ name, kind }) => name === 'stock.count' && kind === 3);
    expect(asked?.attributes).toMatchObject({ 'banyan.operation': 'stock.count', 'banyan.placement': 'remote', 'banyan.target': 'stock', 'banyan.route.version': 1, 'banyan.route.reason': 'route' });
    expect(spans.filter(({ attributes }) => attributes['banyan.shadow'] === true).map(({ attributes }) => attributes['banyan.target']).sort()).toEqual(['home', 'stock']);
  });

  it('tell their metrics to whoever asks the internal listener', async () => {
    await request(home.host);
    const scraped = await fetch(`${home.host.internal.url}/metrics`);
    expect([scraped.status, scraped.headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
    const samples = parsed(await scraped.text());
    expect(samples.get('banyan_calls_total{operation="shop.show",target="monolith",version="1",outcome="answered"}')).toBeGreaterThanOrEqual(1);
    expect(samples.get('banyan_calls_total{operation="stock.count",target="stock",version="1",outcome="answered"}')).toBeGreaterThanOrEqual(1);
    expect(samples.get('banyan_call_seconds_count{operation="stock.count",target="stock",version="1"}')).toBeGreaterThanOrEqual(1);
    expect(samples.get('banyan_breaker_state{target="stock",operation="stock.count"}')).toBe(0);
    expect(samples.get('banyan_route_version{host="monolith"}')).toBe(1);
    const served = parsed(await (await fetch(`${there.host.internal.url}/metrics`)).text());
    expect(served.get('banyan_served_calls_total{operation="stock.count",version="1",outcome="answered"}')).toBeGreaterThanOrEqual(1);
  });
});

describe('a host without a collector', () => {
  it('records nothing, and hands on the very context that it got', async () => {
    const { host, app } = await start('monolith', ['shop', 'stock'], {});
    expect(host.telemetry.spans).toBeUndefined();
    const context: CallContext = { principal: { kind: 'guest' }, caller: 'test', deadline: Date.now() + 5_000, traceparent: `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01`, routeVersion: 1 };
    expect(await host.ambient.run(context, () => host.dispatcher.apiOf(shop).show({ sku: 'A-1' }))).toEqual({ left: 3 });
    await app.close();
  });

  it('answers all the same when its collector is away', async () => {
    const { host, app } = await start('monolith', ['shop', 'stock'], { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' });
    const context: CallContext = { principal: { kind: 'guest' }, caller: 'test', deadline: Date.now() + 5_000, traceparent: `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01`, routeVersion: 1 };
    expect(await host.ambient.run(context, () => host.dispatcher.apiOf(shop).show({ sku: 'A-1' }))).toEqual({ left: 3 });
    await app.close();
    expect(host.telemetry.spansDropped()).toBe(3);
  });
});

const ofTrace = (spans: readonly ReceivedSpan[], id: string) => spans.filter(({ traceId }) => traceId === id);

/** The span and those above it, from the first on. */
function pathOf({ service, name, parentSpanId }: ReceivedSpan, spans: readonly ReceivedSpan[]): string {
  const own = `${service} ${name}`;
  if (parentSpanId === undefined) return own;
  const parent = spans.find(({ spanId }) => spanId === parentSpanId);
  return `${parent ? pathOf(parent, spans) : 'lost'} > ${own}`;
}

/** A scraped page: name and labels → value. */
function parsed(page: string): ReadonlyMap<string, number> {
  const lines = page.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]));
}
