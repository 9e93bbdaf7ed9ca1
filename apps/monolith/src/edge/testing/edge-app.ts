import { AsyncLocalStorage } from 'node:async_hooks';
import type { AddressInfo } from 'node:net';
import { Global, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { nestLogger, requestTraces } from '@banyan/host';
import { accounts } from '@banyan/contracts/accounts';
import { catalog } from '@banyan/contracts/catalog';
import { checkout } from '@banyan/contracts/checkout';
import { orders } from '@banyan/contracts/orders';
import { payments } from '@banyan/contracts/payments';
import { CallError, codecOf, tokenOf, type CallContext, type Contract } from '@banyan/contracts/define';
import type { Ambient, Spans } from '@banyan/strangler';
import type { Logger } from 'pino';
import { EdgeAdapter } from '../edge-adapter.ts';
import { EdgeModule } from '../edge.module.ts';
import { listenAt } from '../listen-at.ts';
import { shopInMemory } from './shop-in-memory.ts';

/** A call as it reached a module. */
export interface SeenCall {
  readonly address: string;
  readonly input: unknown;
  readonly context: CallContext;
}

/** The edge on a random port before a shop in memory, with what a test looks at and turns. */
export interface EdgeApp {
  readonly url: string;
  readonly port: number;
  /** Every route of the application: `GET /api/v1/markets`. */
  readonly routes: readonly string[];
  readonly calls: SeenCall[];
  /** Handlers by their address, `catalog.getProduct`, that stand in for the shop's own. */
  readonly instead: Map<string, (input: unknown) => Promise<unknown>>;
  readonly host: { ready: boolean };
  close(): Promise<void>;
}

type Handlers = Readonly<Record<string, (input: never, context: CallContext) => Promise<unknown>>>;

/** The instant at which everything happens. */
export const NOW = new Date('2026-05-01T12:00:00.000Z');

/** The one token of an override that holds here. */
export const GRANTED = 'granted.by.an-operator';

/** The keys with which the payment provider signs here: the one of now, and the one before it. */
export const EVENT_KEYS = ['the-key-of-events-now', 'the-key-of-events-before'] as const;

export interface EdgeOptions {
  /** Where the application's own log goes; nowhere if left out. */
  readonly log?: (ambient: Ambient) => Logger;
  /** Records the requests; nothing does if left out. */
  readonly spans?: Spans;
}

/** Starts it. Close it when done. */
export async function startEdge({ log, spans }: EdgeOptions = {}): Promise<EdgeApp> {
  const storage = new AsyncLocalStorage<CallContext>();
  const ambient: Ambient = { current: () => storage.getStore(), run: (context, work) => storage.run(context, work) };
  const calls: SeenCall[] = [];
  const instead: EdgeApp['instead'] = new Map();
  const host = { ready: true };
  const shop = shopInMemory();

  const provide = (contract: Contract, handlers: Handlers) => {
    const api = Object.fromEntries(
      Object.entries(handlers).map(([name, handler]) => [
        name,
        async (input: unknown) => {
          const address = `${contract.name}.${name}`;
          const violations = codecOf(contract.operations[name]!.input).violations(input);
          if (violations.length > 0) throw new CallError('contractViolation', address, 'The edge let it pass.', { executed: 'no', violations });
          const context = storage.getStore();
          if (!context) throw new Error(`${address} was called outside any call.`);
          calls.push({ address, input, context });
          return instead.get(address)?.(input) ?? handler(input as never, context);
        },
      ]),
    );
    return { provide: tokenOf(contract), useValue: api };
  };

  const apis = [provide(catalog, shop.catalog), provide(accounts, shop.accounts), provide(checkout, shop.checkout), provide(payments, shop.payments), provide(orders, shop.orders)];
  @Global()
  @Module({ providers: apis, exports: apis.map((api) => api.provide) })
  class Apis {}

  const edge = EdgeModule.forRoot({
    useFactory: () => ({
      ambient,
      now: () => NOW,
      routeVersion: () => 7,
      overrideOf: (token) => (token === GRANTED ? { token, routes: { 'catalog.*': 'catalog' } } : undefined),
      readiness: { isReady: () => host.ready },
      paymentEventKeys: EVENT_KEYS,
      traces: requestTraces({ sample: 1, spans }),
    }),
  });

  const adapter = new EdgeAdapter();
  const routes: string[] = [];
  adapter.getInstance().addHook('onRoute', ({ method, url }) => {
    routes.push(`${String(method)} ${url}`);
  });
  const testing = await Test.createTestingModule({ imports: [Apis, edge] }).compile();
  const app = testing.createNestApplication<NestFastifyApplication>(adapter, { logger: log ? nestLogger(log(ambient)) : false });
  await listenAt(app, 0);
  const { port } = app.getHttpServer().address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, port, routes, calls, instead, host, close: () => app.close() };
}
