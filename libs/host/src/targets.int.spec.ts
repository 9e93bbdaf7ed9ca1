import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { HttpServer, HttpTarget } from '@banyan/adapter-http';
import { asyncLocalAmbient, ClientProxyTarget, contractControllers, sealedCallsController } from '@banyan/adapter-nest';
import { parseKeyRing } from '@banyan/contracts/key-ring';
import type { Target } from '@banyan/strangler';
import { describeTarget, stock, type ServedStock, type TargetUnderTest } from '@banyan/strangler/testing';
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ClientTCP, ServerTCP, type CustomTransportStrategy, type Server } from '@nestjs/microservices';

const keys = parseKeyRing('KEYS', `k1:${randomBytes(32).toString('base64url')}`);
const ambient = asyncLocalAmbient();

@Module({})
class ServedModule {
  static of({ routed }: ServedStock): DynamicModule {
    const controllers = [...contractControllers([stock], () => routed), sealedCallsController({ contracts: [stock], routed: () => routed, keys, ambient, now: Date.now })];
    return { module: ServedModule, controllers };
  }
}

async function listen(served: ServedStock, strategy: Server & CustomTransportStrategy): Promise<() => Promise<void>> {
  const app = await NestFactory.createMicroservice(ServedModule.of(served), { strategy: strategy, logger: false });
  await app.listen();
  let closed: Promise<void> | undefined;
  return () => (closed ??= app.close());
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const inThisProcess = async ({ routed }: ServedStock): Promise<TargetUnderTest> => {
  const target: Target = {
    carries: ['reply', 'deferred'],
    call: ({ address }, input, context) => routed.served.get(address)!(input, context),
    deliver: async (calls) => {
      await routed.receive(calls);
      return 'stored';
    },
  };
  return { target, stopHost: async () => undefined, close: async () => undefined };
};

const overHttp = async (served: ServedStock): Promise<TargetUnderTest> => {
  const server = new HttpServer({ port: 0, keys, ambient, drainTimeout: 0 });
  const stopHost = await listen(served, server as never);
  const target = new HttpTarget({ url: server.url, caller: 'edge', keys });
  return { target, stopHost, close: () => target.close() };
};

const overTcp = async (served: ServedStock): Promise<TargetUnderTest> => {
  const port = await freePort();
  const server = new ServerTCP({ host: '127.0.0.1', port });
  const sockets = new Set<{ destroy(): void }>();
  const stop = await listen(served, server as never);
  server.unwrap<ReturnType<typeof createServer>>().on('connection', (socket) => sockets.add(socket));
  const target = new ClientProxyTarget({ client: new ClientTCP({ host: '127.0.0.1', port }), caller: 'edge', keys });
  const stopHost = async () => {
    for (const socket of sockets) socket.destroy();
    await stop();
  };
  return { target, stopHost, close: () => target.close() };
};

const both = ['reply', 'deferred'] as const;
describeTarget('in this process', { start: inThisProcess, ambient, carried: both, canBeGone: false });
describeTarget('over HTTP', { start: overHttp, ambient, carried: both });
describeTarget('over TCP', { start: overTcp, ambient, carried: both });
