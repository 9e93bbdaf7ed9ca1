import { migrateModules } from '../migrate/migrate-modules.ts';
import type { DataFolder } from './data-folder.ts';
import { databaseUrlsOf, readerPasswordsOf, type DatabaseUrls } from './database-urls.ts';
import type { Hosts } from './hosts.ts';
import type { Secrets } from './secrets.ts';
import { databaseKind, type ShopSettings } from './settings.ts';
import { startablePostgres } from './startables.ts';

/** Sees to a database that the hosts can use, our own or the one given, and returns each module's login to it. */
export async function prepareDatabase(given: {
  readonly settings: ShopSettings;
  readonly secrets: Secrets;
  readonly port: number;
  readonly fresh: boolean;
  readonly folder: DataFolder;
  readonly hosts: Hosts;
  readonly report: (line: string) => void;
  readonly signal: AbortSignal;
}): Promise<DatabaseUrls> {
  const { settings, secrets } = given;
  const kind = databaseKind(settings);
  const ownerUrl = kind === 'embedded' ? await embedded(given) : settings.ownerDatabaseUrl;
  const databaseUrls = databaseUrlsOf({ ownerUrl, given: settings.databaseUrls, secrets });
  if (ownerUrl !== undefined) {
    const migrated = await migrateModules({ ownerUrl, databaseUrls, readerPasswords: readerPasswordsOf(secrets), reportsPassword: secrets.REPORTS_DATABASE_PASSWORD });
    const changed = migrated.filter(({ applied }) => applied.length > 0).map(({ module }) => module);
    if (changed.length > 0) given.report(`Migrated the database of ${changed.join(', ')}.`);
  }
  return databaseUrls;
}

async function embedded({ port, fresh, folder, hosts, report, signal }: Parameters<typeof prepareDatabase>[0]): Promise<string> {
  let ownerUrl = '';
  const onReady = ({ adminUrl, notes }: { readonly adminUrl: string; readonly notes: readonly string[] }) => {
    if (ownerUrl === '') notes.forEach((note) => report(note));
    ownerUrl = adminUrl;
  };
  await hosts.start(startablePostgres({ port, fresh, folder, onReady }), signal);
  return ownerUrl;
}
