import type { RouteTableDefinition } from '@banyan/strangler';
import { codecOf } from '@banyan/contracts/define';
import { keyRingPattern } from '@banyan/contracts/key-ring';
import { Type, type Static, type TObject, type TSchema, type TString } from 'typebox';
import { RouteTableSchema } from './routing/route-schemas.ts';
import { routingSettings, RoutingVariables, type RoutingSettings } from './routing/routing-settings.ts';
import { queueSettings, QueueVariables, type QueueSettings } from './queue-settings.ts';
import { readSettings, SettingsRefused } from './settings.ts';
import { shutdownSettings, ShutdownVariables, type ShutdownSettings } from './shutdown/shutdown-settings.ts';
import { telemetrySettings, TelemetryVariables, type TelemetrySettings } from './telemetry/telemetry-settings.ts';

const Port = (description: string) => Type.String({ pattern: '^\\d{1,5}$', description });

const Common = {
  INTERNAL_PORT: Port('the port of the internal listener, 0 for any free one.'),
  INTERNAL_TCP_PORT: Type.Optional(Port("the port on which Nest's TCP transporter listens too, at the same address; not at all if left out.")),
  INTERNAL_BIND: Type.Optional(Type.String({ description: 'the address of the internal listener; 127.0.0.1 if left out.' })),
  INTERNAL_KEYS: Type.String({
    pattern: keyRingPattern,
    description: 'the keys that all hosts share, k2:<base64url>,k1:<base64url> of 32 bytes or more: the first signs, all verify.',
  }),
  ROUTES: Type.Optional(
    Type.String({ description: 'JSON {"version":1,"routes":{"orders.*":{"kind":"remote","target":"orders"}}}; all local if left out.' }),
  ),
  TARGETS: Type.Optional(
    Type.String({ description: 'JSON {"orders":"http://127.0.0.1:4102"}: where the other hosts are; also tcp://<host>:<port>, or {"reply":"http://…","deferred":"sqs"} for two ways.' }),
  ),
  HOME_HOST: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9-]*$', description: 'the name of the host that runs all modules, which `local` means in the routes; monolith if left out.' })),
  CANDIDATE: Type.Optional(
    Type.Union([Type.Literal('true'), Type.Literal('false')], {
      description: 'true makes it a candidate, which answers only what is asked for comparison and needs a login that can only read; false if left out.',
    }),
  ),
  LANES_REDIS_URL: Type.Optional(
    Type.String({ pattern: '^rediss?://', description: 'the Redis over which the instances of the host divide its lanes, redis://[login:password@]host:port; they take any if left out.' }),
  ),
  DATABASE_POOL: Type.Optional(Type.String({ pattern: '^[1-9]\\d{0,3}$', description: 'connections per module at most; 10 if left out.' })),
  LOG_LEVEL: Type.Optional(
    Type.Union(
      (['fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const).map((level) => Type.Literal(level)),
      { description: 'one of fatal, error, warn, info, debug, trace; info if left out.' },
    ),
  ),
  ...QueueVariables,
  ...RoutingVariables,
  ...TelemetryVariables,
  ...ShutdownVariables,
  FREEZE_ARGUMENTS: Type.Optional(
    Type.Union([Type.Literal('true'), Type.Literal('false')], {
      description: 'true makes a module fail that changes its arguments, for tests; false if left out.',
    }),
  ),
};

const Carrier = Type.String({ pattern: '^(https?://[^/]+|tcp://[^/:]+:\\d+)$' });
const TargetAddress = Type.Union([Carrier, Type.Object({ reply: Type.Optional(Carrier), deferred: Type.Optional(Type.Union([Carrier, Type.Literal('sqs')])) })]);
const Targets = Type.Record(Type.String(), TargetAddress);

/**
 * Where another host is: `http://127.0.0.1:4102` or `tcp://127.0.0.1:4202`, or one address for what it answers and one
 * for what it is sent. `sqs` stands for the queue of whichever module is called.
 */
export type TargetAddress = Static<typeof TargetAddress>;

type CommonValues = Static<TObject<typeof Common>>;

/** What every host is told, whichever modules it runs. */
export interface HostSettings {
  readonly internal: { readonly port: number; readonly tcpPort?: number; readonly bind: string; readonly keys: string };
  readonly routes: RouteTableDefinition;
  /** The name of the host that `local` means. */
  readonly home: string;
  readonly targets: Readonly<Record<string, TargetAddress>>;
  /** Module → URL of its database. */
  readonly databaseUrls: Readonly<Record<string, string>>;
  readonly databasePool: number;
  /** Where its instances divide its lanes; they take any if left out. */
  readonly lanesRedisUrl?: string;
  readonly routing: RoutingSettings;
  readonly queues?: QueueSettings;
  readonly telemetry: TelemetrySettings;
  readonly shutdown: ShutdownSettings;
  readonly logLevel: string;
  readonly freezeArguments: boolean;
  /** Whether it answers nothing but what is asked for comparison only, and does nothing of itself. */
  readonly candidate: boolean;
}

export interface ReadHostSettings<E extends TObject> {
  readonly host: HostSettings;
  /** The values of the schemas that were asked for beside the host's own. */
  readonly more: Static<E>;
}

/**
 * Reads the host's settings, its modules' and its app's at once.
 * @param modules the modules whose databases it needs
 * @throws {SettingsRefused} with every mistake among them
 */
export function readHostSettings<E extends TObject>(
  environment: Readonly<Record<string, string | undefined>>,
  modules: readonly string[],
  more: E,
): ReadHostSettings<E> {
  const databases = Object.fromEntries(modules.map((module) => [databaseVariable(module), DatabaseUrl(module)]));
  const schema = Type.Object({ ...Common, ...databases, ...more.properties });
  const problems: string[] = [];
  const values = attempt(() => readSettings<TObject>(schema, environment) as CommonValues & Readonly<Record<string, string>>, problems);
  const routes = attempt(() => parseJson('ROUTES', environment['ROUTES'], RouteTableSchema, { version: 1, routes: {} }), problems);
  const targets = attempt(() => parseJson('TARGETS', environment['TARGETS'], Targets, {}), problems);
  const queues = values && queueSettings(values, (problem) => problems.push(problem));
  const shutdown = values && shutdownSettings(values, (problem) => problems.push(problem));
  for (const [target, address] of Object.entries(targets ?? {})) {
    const isQueue = typeof address !== 'string' && address.deferred === 'sqs';
    if (isQueue && values && !queues) problems.push(`TARGETS /${target} is a queue, but QUEUES is missing: create or check.`);
  }
  const candidate = values?.CANDIDATE === 'true';
  if (candidate) problems.push(...candidateProblems(values));
  if (!values || !routes || !targets || !shutdown || problems.length > 0) throw new SettingsRefused(problems);
  return {
    host: {
      internal: {
        port: Number(values.INTERNAL_PORT),
        ...(values.INTERNAL_TCP_PORT === undefined ? {} : { tcpPort: Number(values.INTERNAL_TCP_PORT) }),
        bind: values.INTERNAL_BIND ?? '127.0.0.1',
        keys: values.INTERNAL_KEYS,
      },
      routes,
      home: values.HOME_HOST ?? 'monolith',
      targets,
      databaseUrls: Object.fromEntries(modules.map((module) => [module, values[databaseVariable(module)]!])),
      databasePool: Number(values.DATABASE_POOL ?? 10),
      ...(values.LANES_REDIS_URL === undefined ? {} : { lanesRedisUrl: values.LANES_REDIS_URL }),
      routing: routingSettings(values),
      ...(queues ? { queues } : {}),
      telemetry: telemetrySettings(values),
      shutdown,
      logLevel: values.LOG_LEVEL ?? 'info',
      freezeArguments: values.FREEZE_ARGUMENTS === 'true',
      candidate,
    },
    more: values as unknown as Static<E>,
  };
}

/** What a candidate has no use for: with it, it could do more than answer. */
function candidateProblems({ QUEUES, ROUTING_DATABASE_URL, LANES_REDIS_URL }: CommonValues): string[] {
  return [
    ...(QUEUES === undefined ? [] : ['CANDIDATE is true and QUEUES is set, but a candidate takes nothing from queues; leave out one of them.']),
    ...(ROUTING_DATABASE_URL === undefined ? [] : ['CANDIDATE is true and ROUTING_DATABASE_URL is set, but a candidate follows no routes and reports nothing; leave out one of them.']),
    ...(LANES_REDIS_URL === undefined ? [] : ['CANDIDATE is true and LANES_REDIS_URL is set, but a candidate executes no lanes; leave out one of them.']),
  ];
}

function databaseVariable(module: string): string {
  return `${module.toUpperCase()}_DATABASE_URL`;
}

function DatabaseUrl(module: string): TString {
  return Type.String({ pattern: '^postgres(ql)?://', description: `the PostgreSQL URL of the module '${module}', with its own login.` });
}

function parseJson<S extends TSchema>(name: string, text: string | undefined, schema: S, otherwise: Static<S>): Static<S> {
  if (text === undefined || text === '') return otherwise;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new SettingsRefused([`${name} is no JSON.`]);
  }
  const codec = codecOf(schema);
  if (codec.check(value)) return codec.copy(value);
  throw new SettingsRefused(codec.violations(value).map(({ pointer, message }) => `${name} ${pointer || '/'} ${message}.`));
}

function attempt<T>(work: () => T, problems: string[]): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof SettingsRefused)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}
