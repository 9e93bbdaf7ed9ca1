import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import { Catch, Controller, Module, UseFilters, type ExceptionFilter, type NestInterceptor, type Type as Class } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import { throwError } from 'rxjs';
import { Type } from 'typebox';
import { contract, write, type CallContext, type DeferredCall } from '@banyan/contracts/define';
import type { AddressedOperation, Ambient } from '@banyan/strangler';
import { HttpServer, type HttpServerOptions } from './http-server.ts';
import { HttpTarget, type HttpTargetOptions } from './http-target.ts';
import { parseKeyRing } from '@banyan/contracts/key-ring';

const stock = contract({
  name: 'stock',
  version: '1.2.0',
  operations: {
    take: write({
      input: Type.Object({ sku: Type.String() }),
      output: Type.Object({ left: Type.Integer() }),
      errors: { soldOut: Type.Object({ sku: Type.String() }) },
      timeout: 1_000,
    }),
  },
});

/** The one operation that the hosts of these tests serve. */
export const take: AddressedOperation = { address: 'stock.take', contractVersion: stock.version, operation: stock.operations.take };

/** A key ring of one fresh key. */
export const freshKeys = () => parseKeyRing('KEYS', `k1:${randomBytes(32).toString('base64url')}`);

export const contextFor = (overrides: Partial<CallContext> = {}): CallContext => ({
  principal: { kind: 'customer', customerId: 'c-1' },
  caller: 'monolith',
  deadline: Date.now() + 5_000,
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  routeVersion: 7,
  ...overrides,
});

export const storage = new AsyncLocalStorage<CallContext>();
const ambient: Ambient = { current: () => storage.getStore(), run: (context, work) => storage.run(context, work) };

/** What a test lets the host do. */
export interface Behaviour {
  take?: (input: unknown, context: CallContext) => unknown;
  deliver?: (calls: readonly DeferredCall[]) => Promise<void>;
  interceptors?: NestInterceptor[];
}

@Catch()
class PassErrorsOn implements ExceptionFilter {
  catch(error: unknown) {
    return throwError(() => error);
  }
}

function hostModule(behaviour: Behaviour): Class<unknown> {
  @Controller()
  @UseFilters(PassErrorsOn)
  class StockController {
    @MessagePattern('stock.take', { contractVersion: stock.version })
    async take(@Payload() input: unknown, @Ctx() context: CallContext): Promise<unknown> {
      return behaviour.take?.(input, context) ?? { left: 3 };
    }

    @MessagePattern('deliveries')
    async deliver(@Payload() { calls }: { calls: readonly DeferredCall[] }): Promise<void> {
      await behaviour.deliver?.(calls);
    }
  }

  @Module({ controllers: [StockController] })
  class HostModule {}
  return HostModule;
}

const opened: (() => Promise<unknown>)[] = [];

/** Starts a host on a free port of the loopback. */
export async function startHost(behaviour: Behaviour, options: Partial<HttpServerOptions> = {}) {
  const keys = options.keys ?? freshKeys();
  const server = new HttpServer({ port: 0, ambient, ...options, keys });
  const app = await NestFactory.createMicroservice(hostModule(behaviour), { strategy: server, logger: false });
  if (behaviour.interceptors) app.useGlobalInterceptors(...behaviour.interceptors);
  await app.listen();
  opened.push(() => app.close());
  return { server, keys, url: server.url, close: () => app.close() };
}

/** A target for a host. */
export function targetOf(url: string, keys: HttpTargetOptions['keys'], options: Partial<HttpTargetOptions> = {}): HttpTarget {
  const target = new HttpTarget({ url, keys, caller: 'monolith', ...options });
  opened.push(() => target.close());
  return target;
}

/** Closes every target and host that a test opened, the last first. */
export async function closeAll(): Promise<void> {
  for (const close of opened.splice(0).reverse()) await close();
}
