import { contract, deferred, read, write } from '@banyan/contracts/define';
import { memoryReports, memoryRouteStore, RoutesUnreadable, type HostedModuleReport, type HostReport, type RouteCodec, type RouteTableDefinition } from '@banyan/strangler';
import { Type } from 'typebox';
import type { Desk } from './amend.ts';
import type { Known } from './known.ts';

const Sku = Type.Object({ sku: Type.String() });

const stock = contract({
  name: 'stock',
  version: '1.2.0',
  operations: {
    level: read({ input: Sku, output: Type.Object({ left: Type.Integer() }), timeout: 1_000 }),
    search: read({ input: Sku, output: Type.Object({}), timeout: 1_000 }),
    take: write({ input: Sku, output: Type.Object({}), timeout: 1_000 }),
  },
});

const keyed = { orderedBy: ({ sku }: { sku: string }) => sku, idempotencyKey: ({ sku }: { sku: string }) => sku, timeout: 1_000 };
const orders = contract({
  name: 'orders',
  version: '1.0.0',
  operations: {
    placeOrder: deferred({ input: Sku, ...keyed }),
    cancelOrder: deferred({ input: Sku, ...keyed }),
    getOrder: read({ input: Sku, output: Type.Object({}), timeout: 1_000 }),
  },
  groups: { processing: ['placeOrder', 'cancelOrder'] },
});

/** A shop small enough to be seen at a glance: what is read, written and deferred, and a group. */
export const contracts = [stock, orders];

export const start = Date.parse('2026-01-01T00:00:00.000Z');

/** Changes as plain JSON. */
export const plain: RouteCodec = {
  encode: (change) => JSON.stringify(change),
  decode: (text) => {
    if (!text.startsWith('{')) throw new RoutesUnreadable('It is not signed by this shop.');
    return JSON.parse(text) as ReturnType<RouteCodec['decode']>;
  },
};

/** A host's report as it should be: on home's data, by home's contracts. */
export function reportOf(host: string, more: Partial<HostReport> = {}, modules: readonly Partial<HostedModuleReport>[] = [{ module: 'stock' }, { module: 'orders' }]): HostReport {
  return {
    instance: `${host}-1`,
    host,
    modules: modules.map((module) => ({ module: 'stock', contractVersion: module.module === 'orders' ? '1.0.0' : '1.2.0', data: 'db/1', ...module })),
    routeVersion: 1,
    tallies: [],
    shadows: [],
    at: new Date(start).toISOString(),
    ...more,
  };
}

/** What a change is judged by: home, and another host that could answer everything. */
export function knownOf(table: Partial<RouteTableDefinition> = {}, more: Partial<Known> = {}): Known {
  return { table: { version: 1, routes: {}, ...table }, reports: [reportOf('monolith'), reportOf('east')], contracts, home: 'monolith', now: start, ...more };
}

/** A desk in memory, and the clock that it goes by. */
export interface TestDesk extends Desk {
  pass(milliseconds: number): void;
  /** Has hosts report now. */
  report(...reports: readonly HostReport[]): Promise<void>;
}

/** A desk with the routes of an image, and two hosts that report: home, and `east`. */
export async function testDesk(): Promise<TestDesk> {
  let now = start;
  const reports = memoryReports(() => new Date(now));
  const desk: TestDesk = {
    store: memoryRouteStore(),
    reports,
    codec: plain,
    contracts,
    home: 'monolith',
    now: () => now,
    pass: (milliseconds) => void (now += milliseconds),
    report: async (...made) => {
      for (const report of made) await reports.report(report);
    },
  };
  await desk.store.append({ version: 1, text: plain.encode({ table: { version: 1, routes: {} }, by: 'image', at: new Date(now).toISOString(), why: 'The first routes.' }) });
  await desk.report(reportOf('monolith'), reportOf('east'));
  return desk;
}
