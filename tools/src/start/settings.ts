import { databaseUrlName, moduleNames, schemaNames, type SchemaName } from './modules.ts';
import { keyRingPattern } from '@banyan/contracts/key-ring';
import { keyRingNames, type SecretName, type Secrets } from './secrets.ts';

/** What the environment says of the servers to use; what it leaves out, the shop brings itself. */
export interface ShopSettings {
  /** The owner's login to a real PostgreSQL, for migrations only. */
  readonly ownerDatabaseUrl?: string;
  readonly databaseUrls: Readonly<Partial<Record<SchemaName, string>>>;
  /** The login of reports, for migrations that make it. */
  readonly reportsDatabaseUrl?: string;
  readonly paymentProviderUrl?: string;
  /** Secrets that take the place of the shop's own. */
  readonly secrets: Partial<Secrets>;
  /** What is said of queues; with `QUEUES` they are somebody else's. */
  readonly queues: Readonly<Partial<Record<QueueVariable, string>>>;
  /** Settings that every host gets as they are. */
  readonly passedOn: Readonly<Partial<Record<(typeof passedOnVariables)[number], string>>>;
}

const passedOnVariables = ['LOG_LEVEL', 'DATABASE_POOL', 'FREEZE_ARGUMENTS', 'LANES_REDIS_URL'] as const;

const queueVariables = [
  'QUEUES',
  'QUEUE_PREFIX',
  'QUEUE_ENDPOINT',
  'QUEUE_OVERDUE_MS',
  'INTAKE_QUEUE_PERCENT',
  'AWS_REGION',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
] as const;
type QueueVariable = (typeof queueVariables)[number];

export type Environment = Readonly<Record<string, string | undefined>>;

/** What is done about the database: run our own, migrate a given one, or use one that somebody else migrates. */
export function databaseKind({ ownerDatabaseUrl, databaseUrls }: ShopSettings): 'embedded' | 'migrated' | 'ready' {
  if (ownerDatabaseUrl !== undefined) return 'migrated';
  return moduleNames.every((module) => databaseUrls[module] !== undefined) ? 'ready' : 'embedded';
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'];
const keyRing = new RegExp(keyRingPattern);

/** Reads the environment; `mistakes` lists everything that is wrong with it. A secret is never part of a mistake. */
export function readSettings(environment: Environment): { readonly settings: ShopSettings; readonly mistakes: readonly string[] } {
  const value = (name: string) => environment[name] || undefined;
  const taken = <Name extends string>(names: readonly Name[]) =>
    Object.fromEntries(names.flatMap((name) => (value(name) === undefined ? [] : [[name, value(name)]]))) as Partial<Record<Name, string>>;
  const ownerDatabaseUrl = value('DATABASE_URL');
  const paymentProviderUrl = value('PAYMENT_PROVIDER_URL');
  const reportsDatabaseUrl = value('REPORTS_DATABASE_URL');
  const databaseUrls = Object.fromEntries(
    schemaNames.flatMap((schema) => (value(databaseUrlName(schema)) === undefined ? [] : [[schema, value(databaseUrlName(schema))]])),
  ) as Partial<Record<SchemaName, string>>;
  const secretNames: readonly SecretName[] = [...keyRingNames, 'OPERATOR_TOKEN', 'PAYMENT_PROVIDER_KEY', 'PAYMENT_EVENTS_KEYS'];

  const settings: ShopSettings = {
    ...(ownerDatabaseUrl === undefined ? {} : { ownerDatabaseUrl }),
    ...(paymentProviderUrl === undefined ? {} : { paymentProviderUrl }),
    ...(reportsDatabaseUrl === undefined ? {} : { reportsDatabaseUrl }),
    databaseUrls,
    secrets: taken(secretNames),
    queues: value('QUEUES') === undefined ? taken(['INTAKE_QUEUE_PERCENT', 'QUEUE_OVERDUE_MS'] as const) : taken(queueVariables),
    passedOn: taken(passedOnVariables),
  };
  return { settings, mistakes: [...databaseMistakes(settings), ...providerMistakes(settings), ...valueMistakes(settings)] };
}

function databaseMistakes({ ownerDatabaseUrl, databaseUrls, reportsDatabaseUrl }: ShopSettings): string[] {
  const given = moduleNames.filter((module) => databaseUrls[module] !== undefined);
  const missing = moduleNames.filter((module) => databaseUrls[module] === undefined);
  const mistakes = ownerDatabaseUrl === undefined || isUrl(ownerDatabaseUrl, postgresSchemes) ? [] : [`DATABASE_URL ${urlForm}`];
  if (reportsDatabaseUrl !== undefined && !isUrl(reportsDatabaseUrl, postgresSchemes)) mistakes.push(`REPORTS_DATABASE_URL ${urlForm}`);
  for (const schema of schemaNames.filter((name) => databaseUrls[name] !== undefined)) {
    const text = databaseUrls[schema] ?? '';
    const expected = `banyan_${schema}`;
    if (!isUrl(text, postgresSchemes)) mistakes.push(`${databaseUrlName(schema)} ${urlForm}`);
    else if (decodeURIComponent(new URL(text).username) !== expected) mistakes.push(`${databaseUrlName(schema)} must log in as '${expected}', the login that migrations make for it.`);
    else if (new URL(text).password === '') mistakes.push(`${databaseUrlName(schema)} has no password; write postgres://${expected}:<password>@…`);
  }
  if (ownerDatabaseUrl === undefined && given.length > 0 && missing.length > 0) {
    mistakes.push(
      `${given.map(databaseUrlName).join(', ')} ${given.length > 1 ? 'are' : 'is'} set, but not ${missing.map(databaseUrlName).join(', ')}. ` +
        'Set all five, or DATABASE_URL (the owner’s) from which the others follow, or none for the embedded database.',
    );
  }
  return mistakes;
}

const postgresSchemes = ['postgres:', 'postgresql:'];
const urlForm = 'is not the address of a PostgreSQL database; write postgres://<login>:<password>@<host>:<port>/<database>.';

function providerMistakes({ paymentProviderUrl, secrets }: ShopSettings): string[] {
  if (paymentProviderUrl === undefined) return [];
  return [
    ...(isUrl(paymentProviderUrl, ['http:', 'https:']) ? [] : ['PAYMENT_PROVIDER_URL is not an address; write https://<host>.']),
    ...(secrets.PAYMENT_PROVIDER_KEY ? [] : ['PAYMENT_PROVIDER_URL is set, but not PAYMENT_PROVIDER_KEY, the key to call it with. Set both or neither.']),
  ];
}

function valueMistakes({ secrets, passedOn }: ShopSettings): string[] {
  const { LOG_LEVEL, DATABASE_POOL, FREEZE_ARGUMENTS, LANES_REDIS_URL } = passedOn;
  return [
    ...keyRingNames
      .filter((name) => secrets[name] !== undefined && !keyRing.test(secrets[name]))
      .map((name) => `${name} is not a list of keys; write <name>:<base64url of 32 random bytes>, newest first, with commas.`),
    ...(secrets.OPERATOR_TOKEN !== undefined && secrets.OPERATOR_TOKEN.length < 32 ? ['OPERATOR_TOKEN is shorter than 32 characters; give a longer one.'] : []),
    ...(LOG_LEVEL === undefined || logLevels.includes(LOG_LEVEL) ? [] : [`LOG_LEVEL '${LOG_LEVEL}' is none of ${logLevels.join(', ')}.`]),
    ...(DATABASE_POOL === undefined || /^[1-9]\d{0,3}$/.test(DATABASE_POOL) ? [] : [`DATABASE_POOL '${DATABASE_POOL}' is not a number of connections from 1 to 9999.`]),
    ...(FREEZE_ARGUMENTS === undefined || ['true', 'false'].includes(FREEZE_ARGUMENTS) ? [] : [`FREEZE_ARGUMENTS '${FREEZE_ARGUMENTS}' is neither true nor false.`]),
    ...(LANES_REDIS_URL === undefined || isUrl(LANES_REDIS_URL, ['redis:', 'rediss:']) ? [] : ['LANES_REDIS_URL is not the address of a Redis; write redis://[<login>:<password>@]<host>:<port>.']),
  ];
}

function isUrl(text: string, schemes: readonly string[]): boolean {
  return URL.canParse(text) && schemes.includes(new URL(text).protocol);
}
