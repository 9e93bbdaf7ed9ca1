import { prometheusMetrics } from '@banyan/adapter-prometheus';
import { asyncLocalAmbient, SEALED_CALLS } from '@banyan/adapter-nest';
import { HttpServer } from '@banyan/adapter-http';
import type { Contract } from '@banyan/contracts/define';
import { parseKeyRing } from '@banyan/contracts/key-ring';
import { createDispatcher, createTallies, Safeguards, Shadows } from '@banyan/strangler';
import type { DynamicModule, LoggerService } from '@nestjs/common';
import { ServerTCP } from '@nestjs/microservices';
import { Type, type Static, type TObject } from 'typebox';
import { HostModule } from './host.module.ts';
import type { HostParts } from './host-parts.ts';
import { HostQueues } from './host-queues.ts';
import { HostInboxes } from './host-inboxes.ts';
import { HostRouting } from './routing/host-routing.ts';
import { readHostSettings, type HostSettings } from './host-settings.ts';
import type { HostedModule } from './hosted-module.ts';
import { Listeners } from './listeners.ts';
import { hostLogger, nestLogger } from './logger.ts';
import { routingStoreOf } from './routing/routing-store.ts';
import { Readiness } from './readiness.ts';
import { Shutdown } from './shutdown/shutdown.ts';
import { targetsAt } from './targets.ts';
import { telemetryOf } from './telemetry/telemetry.ts';

/** Connections to each target that shadows have for themselves, so that one which hangs takes none from shoppers. */
const SHADOW_CONNECTIONS = 4;
/** Versions of the routes whose calls are told apart; as many as requests may be pinned to. */
const KEPT_VERSIONS = 16;

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
  const ambient = asyncLocalAmbient();
  const logger = hostLogger({ host: name, level: settings.logLevel, ambient });
  const keys = parseKeyRing('INTERNAL_KEYS', settings.internal.keys);
  const telemetry = telemetryOf(name, settings.telemetry);
  const spans = telemetry.spans ? { spans: telemetry.spans } : {};
  const readiness = new Readiness();
  const shutdown = new Shutdown({ host: name, settings: settings.shutdown, logger, onBegin: () => readiness.close() });
  const tallies = createTallies({ keepVersions: KEPT_VERSIONS });
  const servedTallies = createTallies({ keepVersions: KEPT_VERSIONS });
  const deferredTallies = createTallies({ keepVersions: KEPT_VERSIONS });
  const onDefect = (error: unknown, operation: string) => logger.error({ err: error, operation }, 'An operation failed in a way its contract does not declare.');
  const shadows = new Shadows({ now: Date.now, random: Math.random, after: laterUnlessEnded, onDefect, ambient, ...spans });
  const safeguards = new Safeguards({
    now: Date.now,
    random: Math.random,
    pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    report: (what, because, operation, target) => logger.debug({ operation, target, because }, what),
  });
  const routing = new HostRouting();
  const inboxes = new HostInboxes(Date.now);
  const queues = settings.queues && new HostQueues({ caller: name, contracts, settings: settings.queues, keys, ambient, logger });
  const parts: HostParts = {
    name,
    modules,
    contracts,
    settings,
    moduleSettings: new Map(modules.flatMap(({ contract, settings: schema }) => (schema ? [[contract.name, pick(more, schema)] as const] : []))),
    targets: targetsAt(settings.targets, { caller: name, keys, queues }),
    shadowTargets: targetsAt(settings.targets, { caller: name, keys, queues, connections: SHADOW_CONNECTIONS }),
    queues,
    keys,
    ambient,
    dispatcher: createDispatcher({
      contracts,
      standpoint: { host: name, home: settings.home },
      ambient,
      now: Date.now,
      onDefect,
      guard: settings.freezeArguments ? 'freeze' : 'copy',
      safeguards,
      tallies,
      servedTallies,
      servesOnlyShadows: settings.candidate,
      shadows,
      ...spans,
    }),
    tallies,
    deferredTallies,
    shadows,
    routing,
    inboxes,
    routingStore: routingStoreOf(settings.routing),
    readiness,
    shutdown,
    telemetry,
    logger,
  };
  const metrics = prometheusMetrics({
    host: name,
    home: settings.home,
    calls: () => tallies.snapshot(),
    served: () => servedTallies.snapshot(),
    deferred: () => deferredTallies.snapshot(),
    shadows: () => shadows.tallies(),
    breakers: () => safeguards.readings(),
    routeVersion: () => routing.version,
    spansDropped: () => telemetry.spansDropped(),
    backlogs: () => inboxes.backlogs(),
  });
  const internal = new HttpServer({ host: settings.internal.bind, port: settings.internal.port, keys, ambient, ready: () => readiness.isReady(), leaving: () => shutdown.hasBegun, metrics });
  return {
    ...parts,
    module: HostModule.of(parts),
    listener: listenersOf(internal, queues, settings.internal, shutdown),
    internal,
    own: (appSettings ? pick(more, appSettings) : {}) as Static<S>,
    nestLogger: nestLogger(logger),
  };
}

/** A shadow that waits does not keep a process from ending. */
function laterUnlessEnded(milliseconds: number, run: () => void): () => void {
  const timer = setTimeout(run, milliseconds).unref();
  return () => clearTimeout(timer);
}

/** Nest's TCP transporter knows no signature, so nothing reaches it but calls that are sealed themselves. */
function listenersOf(http: HttpServer, queues: HostQueues | undefined, { bind, tcpPort }: HostSettings['internal'], shutdown: Shutdown): Listeners {
  const trusted = (pattern: string) => pattern !== SEALED_CALLS;
  return new Listeners([
    { server: http, serves: trusted },
    ...(queues ? [{ server: queues.listener, serves: trusted }] : []),
    ...(tcpPort === undefined ? [] : [{ server: new ServerTCP({ host: bind, port: tcpPort }), serves: (pattern: string) => !trusted(pattern) }]),
  ], (close) => shutdown.stage('answering', { 'calls of other hosts': close }));
}

function pick(values: Readonly<Record<string, unknown>>, schema: TObject): Record<string, unknown> {
  return Object.fromEntries(Object.keys(schema.properties).flatMap((name) => (name in values ? [[name, values[name]]] : [])));
}
