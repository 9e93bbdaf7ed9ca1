import 'reflect-metadata';
import { contractControllers, asyncLocalAmbient, StranglerModule } from '@banyan/adapter-nest';
import { HttpServer } from '@banyan/adapter-http';
import { parseKeyRing } from '@banyan/contracts/key-ring';
import { createDispatcher, type Routed } from '@banyan/strangler';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { probe, type ProbeOrder } from '../../src/probe.contract.ts';

/** A host with one operation that does nothing: what remains is the cost of the call. */
const ambient = asyncLocalAmbient();
const dispatcher = createDispatcher({ contracts: [probe], ambient, now: Date.now, onDefect: (error) => console.error(error) });
const routing: { routed?: Routed } = {};

@Module({
  imports: [StranglerModule.forRoot({ contracts: [probe], dispatcher, ambient })],
  controllers: contractControllers([probe], () => routing.routed!),
})
class ProbeModule {}

const server = new HttpServer({ port: 0, keys: parseKeyRing('PROBE_KEYS', process.env['PROBE_KEYS'] ?? ''), ambient });
const app = await NestFactory.createMicroservice(ProbeModule, { strategy: server, logger: false });
await app.listen();
const implementation = { echo: async (input: ProbeOrder) => ({ ok: input.total > 0 }) };
routing.routed = dispatcher.route({ version: 1, routes: {} }, { modules: new Map([['probe', { implementation }]]), targets: new Map() });
process.send?.({ url: server.url });
process.once('disconnect', () => process.exit(0));
