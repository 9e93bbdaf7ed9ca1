import { asyncLocalAmbient, SEALED_CALLS } from '@banyan/adapter-nest';
import { HttpServer } from '@banyan/adapter-http';
import type { Contract } from '@banyan/contracts/define';
import { parseKeyRing } from '@banyan/contracts/key-ring';
import { createDispatcher, fixedRoutes } from '@banyan/strangler';
import type { DynamicModule, LoggerService } from '@nestjs/common';
import { ServerTCP } from '@nestjs/microservices';
import { Type, type Static, type TObject } from 'typebox';
import { HostModule } from './host.module.ts';
import type { HostParts } from './host-parts.ts';
import { HostQueues } from './host-queues.ts';
import { HostRouting } from './host-routing.ts';
import { readHostSettings, type HostSettings } from './host-settings.ts';
import type { HostedModule } from './hosted-module.ts';
import { Listeners } from './listeners.ts';
import { hostLogger, nestLogger } from './logger.ts';
import { Readiness } from './readiness.ts';
import { targetAt } from './targets.ts';

export interface HostSpec<S extends TObject = TObject> {
  /** As it is called in logs, in traces and as another host's target: `orders`. */
  readonly name: string;
  /** The modules whose code runs here. */
  readonly modules: readonly HostedModule[];
  /** Every contract it knows: its modules' and their neighbours'. */
  readonly contracts: readonly Contract[];
  /** What the app itself reads from the environment. */
  readonly settings?: S;
}

/** A host's parts, for an app to put together. */
export interface PreparedHost<S extends TObject = TObject> extends HostParts {
  /** To be imported by the app's root module. */
  readonly module: DynamicModule;
  /** All ways in from other hosts, to be connected as a microservice. */
  readonly listener: Listeners;
  /** The one over HTTP. */
  readonly internal: HttpServer;
  /** The values of the app's own settings. */
  readonly own: Static<S>;
  readonly nestLogger: LoggerService;
}

/**
 * Reads a host's settings and makes its parts; nothing is connected or listened to yet.
 * @throws {SettingsRefused} with every mistake in the settings of host, app and modules
 */
export function prepareHost<S extends TObject>(
  { name, modules, contracts, settings: appSettings }: HostSpec<S>,
  environment: Readonly<Record<string, string | undefined>>,
): PreparedHost<S> {
  const schemas = [appSettings, ...modules.map(({ settings }) => settings)];
  const all = Type.Object(Object.assign({}, ...schemas.map((schema) => schema?.properties ?? {})) as TObject['properties']);
  const { host: settings, more } = readHostSettings(environment, modules.map(({ contract }) => contract.name), all);
  const logger = hostLogger(name, settings.logLevel);
  const keys = parseKeyRing('INTERNAL_KEYS', settings.internal.keys);
  const ambient = asyncLocalAmbient();
  const readiness = new Readiness();
  const queues = settings.queues && new HostQueues({ caller: name, settings: settings.queues, keys, ambient, logger });
  const parts: HostParts = {
    name,
    modules,
    contracts,
    settings,
    moduleSettings: new Map(modules.flatMap(({ contract, settings: schema }) => (schema ? [[contract.name, pick(more, schema)] as const] : []))),
    targets: new Map(Object.entries(settings.targets).map(([target, address]) => [target, targetAt(address, { caller: name, keys, queues })])),
    queues,
    keys,
    ambient,
    dispatcher: createDispatcher({
      contracts,
      ambient,
      now: Date.now,
      onDefect: (error, operation) => logger.error({ err: error, operation }, 'An operation failed in a way its contract does not declare.'),
      guard: settings.freezeArguments ? 'freeze' : 'copy',
    }),
    routes: fixedRoutes(settings.routes),
    routing: new HostRouting(),
    readiness,
    logger,
  };
  const internal = new HttpServer({ host: settings.internal.bind, port: settings.internal.port, keys, ambient, ready: () => readiness.isReady() });
  return {
    ...parts,
    module: HostModule.of(parts),
    listener: listenersOf(internal, queues, settings.internal),
    internal,
    own: (appSettings ? pick(more, appSettings) : {}) as Static<S>,
    nestLogger: nestLogger(logger),
  };
}

/** Nest's TCP transporter knows no signature, so nothing reaches it but calls that are sealed themselves. */
function listenersOf(http: HttpServer, queues: HostQueues | undefined, { bind, tcpPort }: HostSettings['internal']): Listeners {
  const trusted = (pattern: string) => pattern !== SEALED_CALLS;
  return new Listeners([
    { server: http, serves: trusted },
    ...(queues ? [{ server: queues.server, serves: trusted }] : []),
    ...(tcpPort === undefined ? [] : [{ server: new ServerTCP({ host: bind, port: tcpPort }), serves: (pattern: string) => !trusted(pattern) }]),
  ]);
}

function pick(values: Readonly<Record<string, unknown>>, schema: TObject): Record<string, unknown> {
  return Object.fromEntries(Object.keys(schema.properties).flatMap((name) => (name in values ? [[name, values[name]]] : [])));
}
