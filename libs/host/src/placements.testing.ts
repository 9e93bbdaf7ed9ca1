import { randomBytes, randomUUID } from 'node:crypto';
import type { Server as NetServer } from 'node:net';
import { afterAll, beforeAll } from '@jest/globals';
import { HttpServer, HttpTarget } from '@banyan/adapter-http';
import { asyncLocalAmbient, ClientProxyTarget, contractControllers, sealedCallsController } from '@banyan/adapter-nest';
import { acknowledgementsQueue, callsQueue, ensureQueues, SqsServer, SqsTarget } from '@banyan/adapter-sqs';
import type { Acknowledgement, Contract } from '@banyan/contracts/define';
import { parseKeyRing } from '@banyan/contracts/key-ring';
import type { Routed, Target } from '@banyan/strangler';
import { freePort, startSqsEmulator, type SqsEmulator } from '@banyan/tools/testing';
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ClientTCP, ServerTCP, type CustomTransportStrategy, type Server } from '@nestjs/microservices';

/** A module's place in a host of its own, and the way there. */
export interface Place {
  readonly target: Target;
  /** What its host has acknowledged to outboxes by queue. */
  readonly acknowledged: readonly Acknowledgement[];
  startHost(): Promise<unknown>;
  /** Ends the host in the midst of whatever it does; nothing happens if it does not run. */
  stopHost(): Promise<void>;
  /** Closes the way there. */
  close(): Promise<void>;
}

/** Prepares a place for a module; its host has yet to be started. */
export type Placement = (contract: Contract, routed: Routed) => Promise<Place>;

export const ambient = asyncLocalAmbient();
/** The module whose outbox is delivered. */
export const outboxModule = 'shop';

const keys = parseKeyRing('KEYS', `k1:${randomBytes(32).toString('base64url')}`);

export const overHttp: Placement = overHttpBy(async (port) => port);

/** Over HTTP, by a detour. @param detour takes the port of the host, and gives that to which its callers go instead */
export function overHttpBy(detour: (port: number) => Promise<number>): Placement {
  return async (contract, routed) => {
    const port = await freePort();
    const target = new HttpTarget({ url: `http://127.0.0.1:${await detour(port)}`, caller: 'edge', keys });
    const host = hostOf(contract, routed, () => new HttpServer({ port, keys, ambient, drainTimeout: 0 }) as never);
    return { target, ...host, close: () => target.close() };
  };
}

export const overTcp: Placement = async (contract, routed) => {
  const port = await freePort();
  const target = new ClientProxyTarget({ client: new ClientTCP({ host: '127.0.0.1', port }), caller: 'edge', keys });
  const sockets = new Set<{ destroy(): void }>();
  const host = hostOf(contract, routed, () => new ServerTCP({ host: '127.0.0.1', port }) as never);
  return {
    target,
    acknowledged: host.acknowledged,
    async startHost() {
      const server = await host.startHost();
      server.unwrap<NetServer>().on('connection', (socket) => sockets.add(socket));
    },
    async stopHost() {
      for (const socket of sockets) socket.destroy();
      await host.stopHost();
    },
    close: () => target.close(),
  };
};

/** Runs an SQS emulator for the tests of a file. @returns the placement of modules whose hosts take from its queues */
export function overSqsForAllTests(): Placement {
  let emulator: SqsEmulator;
  beforeAll(async () => void (emulator = await startSqsEmulator()));
  afterAll(() => emulator.close());

  return async (contract, routed) => {
    const connection = { region: 'eu-west-1', endpoint: emulator.url };
    const prefix = `t${randomUUID().slice(0, 8)}`;
    const [queue, acknowledgements] = [callsQueue(prefix, contract.name), acknowledgementsQueue(prefix, outboxModule)];
    await ensureQueues(connection, [queue, acknowledgements], 'create');
    const queues = () => [
      { name: queue, admits: ['deliveries'] },
      { name: acknowledgements, admits: ['acknowledgements'] },
    ];
    const target = new SqsTarget({ connection, queue, caller: 'edge', keys });
    const host = hostOf(contract, routed, () => new SqsServer({ connection, prefix, keys, ambient, caller: contract.name, longPoll: 1, queues }) as never);
    return { target, ...host, close: () => target.close() };
  };
}

@Module({})
class PlacedModule {}

function hostOf(contract: Contract, routed: Routed, serverOf: () => Server & CustomTransportStrategy) {
  const acknowledged: Acknowledgement[] = [];
  const acknowledge = async (list: readonly Acknowledgement[]) => void acknowledged.push(...list);
  const controllers = [
    ...contractControllers([contract], () => routed, acknowledge),
    sealedCallsController({ contracts: [contract], routed: () => routed, keys, ambient, now: Date.now }),
  ];
  let stop: (() => Promise<void>) | undefined;
  return {
    acknowledged,
    async startHost(): Promise<Server> {
      const strategy = serverOf();
      const placed: DynamicModule = { module: PlacedModule, controllers };
      const app = await NestFactory.createMicroservice(placed, { strategy, logger: false });
      await app.listen();
      let stopped: Promise<void> | undefined;
      stop = () => (stopped ??= app.close());
      return strategy;
    },
    async stopHost(): Promise<void> {
      await stop?.();
    },
  };
}
