import { overrideOf } from '@banyan/contracts/wire';
import { prepareHost } from '@banyan/host';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { EdgeAdapter, EdgeModule, listenAt } from './edge/index.ts';
import { controlOf } from './control.ts';
import { monolithHost } from './host.ts';
import { operatorListener } from './operator/operator-listener.ts';
import { operatorOperations } from './operator/operator-operations.ts';

export interface Monolith {
  /** Answers what is in flight on each listener, ends the work that was begun, and closes. @throws {ShutdownOverdue} if that took too long */
  stop(reason: string): Promise<void>;
}

/** Starts every module, the edge, the internal listener and the operators' listener. */
export async function startMonolith(environment: Readonly<Record<string, string | undefined>>): Promise<Monolith> {
  const { contracts } = monolithHost;
  const host = prepareHost(monolithHost, environment);
  const { own, logger, keys, ambient, dispatcher, routing, readiness, shutdown, telemetry } = host;
  const routeVersion = () => routing.routed.table.version;
  const control = controlOf(host, contracts);
  const edge = EdgeModule.forRoot({ imports: [host.module], useFactory: () => ({ ambient, now: () => new Date(), routeVersion, overrideOf: (token) => overrideOf(keys, token, Date.now()), readiness, traces: telemetry.requests, paymentEventKeys: own.PAYMENT_EVENTS_KEYS?.split(',') ?? [] }) });
  const app = await NestFactory.create<NestFastifyApplication>(edge, new EdgeAdapter({ leaving: shutdown }), { logger: host.nestLogger });
  app.connectMicroservice({ strategy: host.listener }, { inheritAppConfig: false });

  const operator = operatorListener({
    operations: operatorOperations(contracts, (contract) => dispatcher.apiOf(contract)),
    token: own.OPERATOR_TOKEN,
    ambient,
    now: Date.now,
    routeVersion,
    overrideOf: (token) => overrideOf(keys, token, Date.now()),
    traces: telemetry.requests,
    onFault: (error) => logger.error({ err: error }, 'An operator’s call failed.'),
  });
  await app.init();
  await app.startAllMicroservices();
  await listenAt(app, Number(own.PORT), own.BIND);
  const controlUrl = await control?.listen(Number(own.CONTROL_PORT), own.CONTROL_BIND ?? '127.0.0.1');
  const operatorUrl = await operator.listen(Number(own.OPERATOR_PORT), own.OPERATOR_BIND ?? '127.0.0.1');
  logger.info({ public: await app.getUrl(), operator: operatorUrl, control: controlUrl, internal: host.internal.url }, 'monolith is ready');

  shutdown.first({ 'calls of operators': async () => void (await Promise.all([operator.close(), control?.close()])) });
  return { stop: (reason) => shutdown.run(reason, () => app.close()) };
}
