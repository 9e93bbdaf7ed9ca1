import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrateModules } from '../migrate/migrate-modules.ts';
import { removeEmbeddedData, startEmbeddedPostgres } from '../postgres/embedded-server.ts';
import { databaseUrlsOf, type DatabaseUrls } from '../start/database-urls.ts';
import { databaseUrlName, schemaNames } from '../start/modules.ts';
import { planConsole } from '../start/console.ts';
import { planHosts, type HostPlan } from '../start/plan.ts';
import { freePorts } from '../start/ports.ts';
import { keptSecrets, type Secrets } from '../start/secrets.ts';
import { planStorefront } from '../start/storefront.ts';

/** The one folder in which a container may write. */
export const STATE_FOLDER = '/var/lib/banyan';

/** What containers need around them: a real PostgreSQL, and what they are told. */
export interface Surroundings {
  readonly hosts: readonly HostPlan[];
  readonly secrets: Secrets;
  /** The environment of the migration, for a database of its own that is empty. */
  readonly migration: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Starts PostgreSQL with a migrated database and an empty one, and plans a split shop with its pages on free ports of this machine. */
export async function surroundings(): Promise<Surroundings> {
  const folder = await mkdtemp(join(tmpdir(), 'banyan-images-'));
  // PostgreSQL runs as another account, which has to get in.
  await chmod(folder, 0o711);
  const dataDir = join(folder, 'postgres');
  const server = await startEmbeddedPostgres({ dataDir, durable: false });
  const close = async () => {
    await server.stop();
    removeEmbeddedData(dataDir);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const secrets = keptSecrets(join(folder, 'secrets.json'));
    const [ownerUrl, emptyUrl] = await Promise.all(['banyan', 'banyan_empty'].map((name) => newDatabase(server.adminUrl, name)));
    const databaseUrls = databaseUrlsOf({ ownerUrl, given: {}, secrets });
    await migrateModules({ ownerUrl: ownerUrl!, databaseUrls });
    return { hosts: await planned(databaseUrls, secrets), secrets, migration: migrationOf(emptyUrl!, secrets), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function newDatabase(adminUrl: string, name: string): Promise<string> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query(`CREATE DATABASE ${name}`);
  } finally {
    await admin.end();
  }
  return Object.assign(new URL(adminUrl), { pathname: `/${name}` }).href;
}

function migrationOf(ownerUrl: string, secrets: Secrets): Readonly<Record<string, string>> {
  const urls = databaseUrlsOf({ ownerUrl, given: {}, secrets });
  return { DATABASE_URL: ownerUrl, ...Object.fromEntries(schemaNames.map((schema) => [databaseUrlName(schema), urls[schema]!])) };
}

async function planned(databaseUrls: DatabaseUrls, secrets: Secrets): Promise<readonly HostPlan[]> {
  const [shoppers, operator, control, monolith, orders, catalog, paymentProvider, storefront, console] = (await freePorts(9)) as [number, number, number, number, number, number, number, number, number];
  const internal = { monolith, orders, catalog };
  const hosts = planHosts({
    placement: { split: ['orders', 'catalog'], via: 'http', replies: 'http' },
    ports: { public: shoppers, operator, control, internal, tcp: internal, paymentProvider },
    secrets,
    databaseUrls,
    intakeOf: () => STATE_FOLDER,
    routesFolder: STATE_FOLDER,
    ledgerFile: `${STATE_FOLDER}/ledger.jsonl`,
    passedOn: {},
  });
  return [
    ...hosts,
    planStorefront({ port: storefront, shopUrl: `http://127.0.0.1:${shoppers}`, media: `${STATE_FOLDER}/media` }),
    planConsole({ port: console, controlUrl: `http://127.0.0.1:${control}`, secrets }),
  ];
}
