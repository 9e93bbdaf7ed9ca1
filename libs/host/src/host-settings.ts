import type { RouteTableDefinition } from '@banyan/strangler';
import { codecOf } from '@banyan/contracts/define';
import { keyRingPattern } from '@banyan/contracts/key-ring';
import { Type, type Static, type TObject, type TSchema, type TString } from 'typebox';
import { queueSettings, QueueVariables, type QueueSettings } from './queue-settings.ts';
import { readSettings, SettingsRefused } from './settings.ts';

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
  TARGETS: Type.Optional(Type.String({ description: 'JSON {"orders":"http://127.0.0.1:4102"}: where the targets of remote routes are; also tcp://<host>:<port>, and sqs:<module> for its queue.' })),
  DATABASE_POOL: Type.Optional(Type.String({ pattern: '^[1-9]\\d{0,3}$', description: 'connections per module at most; 10 if left out.' })),
  LOG_LEVEL: Type.Optional(
    Type.Union(
      (['fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const).map((level) => Type.Literal(level)),
      { description: 'one of fatal, error, warn, info, debug, trace; info if left out.' },
    ),
  ),
  ...QueueVariables,
  FREEZE_ARGUMENTS: Type.Optional(
    Type.Union([Type.Literal('true'), Type.Literal('false')], {
      description: 'true makes a module fail that changes its arguments, for tests; false if left out.',
    }),
  ),
};

const Route = Type.Union([
  Type.Object({ kind: Type.Literal('local') }),
  Type.Object({ kind: Type.Literal('remote'), target: Type.String() }),
  Type.Object({ kind: Type.Literal('canary'), target: Type.String(), percent: Type.Number() }),
]);
const Routes = Type.Object({ version: Type.Integer(), routes: Type.Record(Type.String(), Route) });
const Targets = Type.Record(Type.String(), Type.String({ pattern: '^(https?://[^/]+|tcp://[^/:]+:\\d+|sqs:[a-z][a-zA-Z0-9]*)$' }));

type CommonValues = Static<TObject<typeof Common>>;

/** What every host is told, whichever modules it runs. */
export interface HostSettings {
  readonly internal: { readonly port: number; readonly tcpPort?: number; readonly bind: string; readonly keys: string };
  readonly routes: RouteTableDefinition;
  /** Target → its address: `http://127.0.0.1:4102`, `tcp://127.0.0.1:4202`, `sqs:orders`. */
  readonly targets: Readonly<Record<string, string>>;
  /** Module → URL of its database. */
  readonly databaseUrls: Readonly<Record<string, string>>;
  readonly databasePool: number;
  readonly queues?: QueueSettings;
  readonly logLevel: string;
  readonly freezeArguments: boolean;
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
  const routes = attempt(() => parseJson('ROUTES', environment['ROUTES'], Routes, { version: 1, routes: {} }), problems);
  const targets = attempt(() => parseJson('TARGETS', environment['TARGETS'], Targets, {}), problems);
  const queues = values && queueSettings(values, (problem) => problems.push(problem));
  for (const [target, url] of Object.entries(targets ?? {})) {
    if (url.startsWith('sqs:') && values && !queues) problems.push(`TARGETS /${target} is a queue, but QUEUES is missing: create or check.`);
  }
  if (!values || !routes || !targets || problems.length > 0) throw new SettingsRefused(problems);
  return {
    host: {
      internal: {
        port: Number(values.INTERNAL_PORT),
        ...(values.INTERNAL_TCP_PORT === undefined ? {} : { tcpPort: Number(values.INTERNAL_TCP_PORT) }),
        bind: values.INTERNAL_BIND ?? '127.0.0.1',
        keys: values.INTERNAL_KEYS,
      },
      routes,
      targets,
      databaseUrls: Object.fromEntries(modules.map((module) => [module, values[databaseVariable(module)]!])),
      databasePool: Number(values.DATABASE_POOL ?? 10),
      ...(queues ? { queues } : {}),
      logLevel: values.LOG_LEVEL ?? 'info',
      freezeArguments: values.FREEZE_ARGUMENTS === 'true',
    },
    more: values as unknown as Static<E>,
  };
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
