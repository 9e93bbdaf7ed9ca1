import { Inject, Injectable, Module, type CanActivate, type INestMicroservice } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Server, type CustomTransportStrategy } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import { Type } from 'typebox';
import {
  contract,
  deferred,
  implementationTokenOf,
  OperationError,
  read,
  tokenOf,
  type ApiOf,
  type CallContext,
  type DeferredCall,
  type ImplementationOf,
} from '@banyan/contracts/define';
import { vouchFor } from '@banyan/contracts/wire';
import { createDispatcher, type Receive, type LocalModule, type Reachable, type RouteTableDefinition } from '@banyan/strangler';
import { asyncLocalAmbient } from './async-local-ambient.ts';
import { contractControllers } from './contract-controllers.ts';
import { StranglerModule } from './strangler.module.ts';

const Sku = Type.Object({ sku: Type.String() });
export const stock = contract({
  name: 'stock',
  version: '1.0.0',
  operations: {
    level: read({ input: Sku, output: Type.Object({ left: Type.Integer() }), errors: { unknownSku: Sku }, timeout: 1_000 }),
    recount: deferred({ input: Sku, timeout: 1_000, orderedBy: ({ sku }) => sku, idempotencyKey: ({ sku }) => sku }),
  },
});
export const shelf = contract({
  name: 'shelf',
  version: '1.0.0',
  operations: { label: read({ input: Sku, output: Type.Object({ text: Type.String() }), timeout: 1_000 }) },
});

/** Neither module knows where the other runs, and each is built with the other's API. */
@Injectable()
class Stock implements ImplementationOf<typeof stock> {
  readonly shelf: ApiOf<typeof shelf>;
  constructor(@Inject(tokenOf(shelf)) api: ApiOf<typeof shelf>) {
    this.shelf = api;
  }
  level({ sku }: { sku: string }) {
    if (sku === 'broken') return Promise.reject(new Error('secret'));
    if (sku !== 'A-1') return Promise.reject(new OperationError('unknownSku', { sku }, 'Name a SKU of the catalogue.'));
    return Promise.resolve({ left: 3 });
  }
  recount = () => Promise.resolve();
}

@Injectable()
class Shelf implements ImplementationOf<typeof shelf> {
  readonly stock: ApiOf<typeof stock>;
  constructor(@Inject(tokenOf(stock)) api: ApiOf<typeof stock>) {
    this.stock = api;
  }
  async label({ sku }: { sku: string }) {
    const { left } = await this.stock.level({ sku });
    return { text: `${sku}: ${left} left` };
  }
}

@Module({ providers: [{ provide: implementationTokenOf(stock), useClass: Stock }], exports: [implementationTokenOf(stock)] })
class StockModule {}
@Module({ providers: [{ provide: implementationTokenOf(shelf), useClass: Shelf }], exports: [implementationTokenOf(shelf)] })
class ShelfModule {}

/** A transport that hands messages straight to Nest's handlers, with a context that it vouches for unless told otherwise. */
class DirectTransport extends Server implements CustomTransportStrategy {
  override listen = (callback: () => void) => callback();
  override close = () => {};
  override on = () => {};
  override unwrap<T>(): T {
    throw new Error('There is nothing below.');
  }
  /** What a caller would get. */
  async ask(pattern: string, input: unknown, given: CallContext = context): Promise<unknown> {
    const handler = this.messageHandlers.get(pattern);
    if (!handler) throw new Error(`No handler of ${pattern}.`);
    const outcome: unknown = await handler(input, given);
    return isObservable(outcome) ? lastValueFrom(outcome) : outcome;
  }
}

let app: INestMicroservice | undefined;

/** Closes the host that a test started. */
export async function closeHost(): Promise<void> {
  await app?.close();
  app = undefined;
}

export const context: CallContext = vouchFor({
  principal: { kind: 'guest' },
  caller: 'edge',
  deadline: Number.MAX_SAFE_INTEGER,
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  routeVersion: 1,
});

/** A call that waits for the stock module's inbox. */
export const recount: DeferredCall = {
  lane: 'stock.recount/A-1',
  sequence: 1,
  destination: 'stock.recount',
  messageId: 'm-1',
  contractVersion: '1.0.0',
  body: '{"sku":"A-1"}',
  principal: { kind: 'guest' },
  traceparent: context.traceparent,
  acceptedAt: '2026-01-01T00:00:00.000Z',
  routeVersion: 1,
};

export interface HostOptions {
  readonly routes?: RouteTableDefinition;
  readonly guards?: CanActivate[];
  readonly targets?: Reachable['targets'];
  /** A {@link DirectTransport} where left out. */
  readonly strategy?: CustomTransportStrategy;
}

/** Starts a host that runs both modules. */
export async function startHost(options: HostOptions = {}) {
  const ambient = asyncLocalAmbient();
  const contracts = [stock, shelf];
  const defects: unknown[] = [];
  const dispatcher = createDispatcher({ contracts, ambient, now: Date.now, onDefect: (error) => defects.push(error) });
  const received: DeferredCall[] = [];

  @Module({
    imports: [StranglerModule.forRoot({ contracts, dispatcher, ambient }), StockModule, ShelfModule],
    controllers: contractControllers(contracts, () => routed),
  })
  class HostModule {}

  const transport = new DirectTransport();
  app = await NestFactory.createMicroservice(HostModule, { strategy: options.strategy ?? transport, logger: false });
  if (options.guards) app.useGlobalGuards(...options.guards);
  await app.init();
  const receive: Receive = (calls) => {
    received.push(...calls);
    return Promise.resolve(calls.map(({ lane, sequence }) => ({ lane, sequence })));
  };
  const modules = new Map<string, LocalModule>([
    ['stock', { implementation: app.get(implementationTokenOf(stock)), receive }],
    ['shelf', { implementation: app.get(implementationTokenOf(shelf)) }],
  ]);
  const routed = dispatcher.route(options.routes ?? { version: 1, routes: {} }, { modules, targets: options.targets ?? new Map() });
  return { app, ambient, transport, defects, received };
}
