/** The modules of the shop, each with a PostgreSQL schema of its own. */
export const moduleNames = ['catalog', 'orders', 'checkout', 'accounts', 'payments'] as const;
export type ModuleName = (typeof moduleNames)[number];

/** The modules that also run as a process of their own. */
export const splittable = ['orders', 'catalog'] as const satisfies readonly ModuleName[];
export type SplitName = (typeof splittable)[number];

/** All schemas: the modules', and the one in which routes are kept. */
export const schemaNames = [...moduleNames, 'routing'] as const;
export type SchemaName = (typeof schemaNames)[number];

/** The environment variable with the address of a schema's database, `ORDERS_DATABASE_URL`. */
export type DatabaseUrlName = `${Uppercase<SchemaName>}_DATABASE_URL`;

/** The environment variable that holds the address of this schema's database. */
export function databaseUrlName(schema: SchemaName): DatabaseUrlName {
  return `${schema.toUpperCase() as Uppercase<SchemaName>}_DATABASE_URL`;
}
