import { dataFolder, openDataFolder } from '../../src/start/data-folder.ts';
import { databaseUrlsOf, passwordOf, readerPasswordsOf } from '../../src/start/database-urls.ts';
import { readFlags } from '../../src/start/flags.ts';
import { shopFlags, shopOptions } from '../../src/start/options.ts';
import { root } from '../../src/start/root.ts';
import { keptSecrets } from '../../src/start/secrets.ts';
import { readSettings } from '../../src/start/settings.ts';
import { migrateModules } from '../../src/migrate/migrate-modules.ts';

/**
 * `npm run migrate`: brings a real database up to date. DATABASE_URL is its owner's login; each module's login is
 * made as `<MODULE>_DATABASE_URL` says, else with a password kept in the data folder, as `npm start` does.
 */
const { given, words, mistakes } = readFlags(process.argv.slice(2), { data: shopFlags.data });
const { options } = shopOptions(given, { folder: root });
const { settings, mistakes: wrongSettings } = readSettings(process.env);
const ownerUrl = settings.ownerDatabaseUrl;
const all = [
  ...mistakes,
  ...words.map((word) => `'${word}' is not expected here; npm run migrate takes flags only.`),
  ...wrongSettings,
  ...(ownerUrl === undefined
    ? ['DATABASE_URL is not set; give the address of the database as its owner: postgres://<login>:<password>@<host>:<port>/<database>. (npm start migrates the embedded one itself.)']
    : []),
];
if (all.length > 0 || ownerUrl === undefined) {
  process.stderr.write(`Nothing was migrated:\n${all.map((mistake) => `- ${mistake}`).join('\n')}\n`);
  process.exit(2);
}

try {
  const folder = dataFolder(options.data);
  openDataFolder(folder);
  const secrets = keptSecrets(folder.secrets);
  const databaseUrls = databaseUrlsOf({ ownerUrl, given: settings.databaseUrls, secrets });
  const reportsPassword = settings.reportsDatabaseUrl === undefined ? secrets.REPORTS_DATABASE_PASSWORD : passwordOf(settings.reportsDatabaseUrl);
  for (const { module, applied } of await migrateModules({ ownerUrl, databaseUrls, readerPasswords: readerPasswordsOf(secrets), reportsPassword })) {
    process.stdout.write(`${module.padEnd(8)}  ${applied.length > 0 ? `applied ${applied.join(', ')}` : 'up to date'}\n`);
  }
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
}
