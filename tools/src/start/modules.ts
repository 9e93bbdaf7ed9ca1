/** The modules of the shop, each with a PostgreSQL schema of its own. */
export const moduleNames = ['catalog', 'orders', 'checkout', 'accounts', 'payments'] as const;
export type ModuleName = (typeof moduleNames)[number];

/** The modules that also run as a process of their own. */
export const splittable = ['orders', 'catalog'] as const satisfies readonly ModuleName[];
export type SplitName = (typeof splittable)[number];

/** The environment variable with the address of a module's database, `ORDERS_DATABASE_URL`. */
export type DatabaseUrlName = `${Uppercase<ModuleName>}_DATABASE_URL`;

/** The environment variable that holds the address of this module's database. */
export function databaseUrlName(module: ModuleName): DatabaseUrlName {
  return `${module.toUpperCase() as Uppercase<ModuleName>}_DATABASE_URL`;
}
