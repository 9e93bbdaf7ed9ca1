import { migrations as accounts } from '@banyan/accounts/migrations';
import { migrate, type ModuleMigrated } from '@banyan/adapter-postgres/migrator';
import { migrations as catalog } from '@banyan/catalog/migrations';
import { migrations as checkout } from '@banyan/checkout/migrations';
import { migrations as orders } from '@banyan/orders/migrations';
import { migrations as payments } from '@banyan/payments/migrations';
import { passwordOf } from '../start/database-urls.ts';
import { moduleNames, type ModuleName } from '../start/modules.ts';

const migrations = { catalog, orders, checkout, accounts, payments } as const;

/**
 * Brings every module's schema up to date, and sees to it that each module can log in with its own address.
 * @param from.ownerUrl the database, as a role that may create schemas and roles
 * @throws {Error} naming the module whose migration failed
 */
export async function migrateModules(from: {
  readonly ownerUrl: string;
  readonly databaseUrls: Readonly<Record<ModuleName, string>>;
}): Promise<readonly ModuleMigrated[]> {
  const done: ModuleMigrated[] = [];
  await migrate({
    adminUrl: from.ownerUrl,
    modules: moduleNames.map((name) => ({ name, migrations: migrations[name], password: passwordOf(from.databaseUrls[name]) })),
    report: (module) => done.push(module),
  });
  return done;
}
