import { migrations as accounts } from '@banyan/accounts/migrations';
import { migrate, type ModuleMigrated } from '@banyan/adapter-postgres/migrator';
import { routingMigrations } from '@banyan/adapter-postgres/routes';
import { migrations as catalog } from '@banyan/catalog/migrations';
import { migrations as checkout } from '@banyan/checkout/migrations';
import { migrations as orders } from '@banyan/orders/migrations';
import { migrations as payments } from '@banyan/payments/migrations';
import { readableBy, reportsRole } from '@banyan/reporting/readable';
import { moduleReports } from '../report/module-reports.ts';
import { passwordOf, type DatabaseUrls } from '../start/database-urls.ts';
import { schemaNames, type SchemaName } from '../start/modules.ts';

const migrations = { catalog, orders, checkout, accounts, payments, routing: routingMigrations } as const;

/**
 * Brings every schema up to date, and sees to it that each module, and whoever reads the routes, can log in with its own address.
 * @param from.ownerUrl the database, as a role that may create schemas and roles
 * @throws {Error} naming the module whose migration failed
 */
export async function migrateModules(from: {
  readonly ownerUrl: string;
  readonly databaseUrls: DatabaseUrls;
  /** Module → the password with which its candidates log in, to read; without one there is no such login. */
  readonly readerPasswords?: Readonly<Partial<Record<SchemaName, string>>>;
  /** The password with which reports are read; without one there is no such login. */
  readonly reportsPassword?: string;
}): Promise<readonly ModuleMigrated[]> {
  const done: ModuleMigrated[] = [];
  await migrate({
    adminUrl: from.ownerUrl,
    modules: schemaNames.flatMap((name) => {
      const url = from.databaseUrls[name];
      const readerPassword = from.readerPasswords?.[name];
      return url === undefined ? [] : [{ name, migrations: migrations[name], password: passwordOf(url), ...(readerPassword === undefined ? {} : { readerPassword }) }];
    }),
    ...(from.reportsPassword === undefined ? {} : { reader: { role: reportsRole, password: from.reportsPassword, columns: readableBy(moduleReports) } }),
    report: (module) => done.push(module),
  });
  return done;
}
