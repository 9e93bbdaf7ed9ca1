import type { Client } from 'pg';
import { migrationTable } from './migrations.ts';
import { readerRoleOf, roleOf, schemaOf } from './module-names.ts';

/**
 * Creates the module's schema and the role that its hosts log in with. The role may use that schema's tables
 * and functions, and nothing else: it cannot define anything, nor enter another module's schema.
 */
export async function prepareAccess(admin: Client, module: string, password: string): Promise<void> {
  const schema = schemaOf(module);
  await admin.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
  await admin.query(`REVOKE ALL ON SCHEMA public FROM PUBLIC`);
  await forbidLargeObjects(admin);
  await prepareLogin(admin, schema, { role: roleOf(module), password });
}

/**
 * Creates the role that a candidate of the module's host logs in with. It may read that schema's tables, and can change
 * nothing in this database; that its transactions are read-only where it doesn't say otherwise is a second wall.
 */
export async function prepareReading(admin: Client, module: string, password: string): Promise<void> {
  const role = readerRoleOf(module);
  await prepareLogin(admin, schemaOf(module), { role, password });
  await whileOthersDoTheSame(async () => void (await admin.query(`ALTER ROLE ${role} SET default_transaction_read_only = on`)));
}

/** Grants the role what migrations have created, and what this login creates later on. */
export async function grantAccess(admin: Client, module: string): Promise<void> {
  const [schema, role] = [schemaOf(module), roleOf(module)];
  const grants = [
    ['SELECT, INSERT, UPDATE, DELETE', 'TABLES'],
    ['USAGE', 'SEQUENCES'],
    ['EXECUTE', 'FUNCTIONS'],
  ] as const;
  for (const [rights, objects] of grants) {
    await admin.query(`GRANT ${rights} ON ALL ${objects} IN SCHEMA ${schema} TO ${role}`);
    await admin.query(`ALTER DEFAULT PRIVILEGES IN SCHEMA ${schema} GRANT ${rights} ON ${objects} TO ${role}`);
  }
  await admin.query(`REVOKE INSERT, UPDATE, DELETE ON ${schema}.${migrationTable} FROM ${role}`);
}

/** Grants the reading role what migrations have created, and what this login creates later on. */
export async function grantReading(admin: Client, module: string): Promise<void> {
  const [schema, role] = [schemaOf(module), readerRoleOf(module)];
  await admin.query(`GRANT SELECT ON ALL TABLES IN SCHEMA ${schema} TO ${role}`);
  await admin.query(`ALTER DEFAULT PRIVILEGES IN SCHEMA ${schema} GRANT SELECT ON TABLES TO ${role}`);
}

/** PostgreSQL lets everybody make large objects, which belong to no schema; only a superuser can take that back. */
async function forbidLargeObjects(admin: Client): Promise<void> {
  const { rowCount } = await admin.query('SELECT FROM pg_roles WHERE rolname = current_user AND rolsuper');
  if (rowCount) await admin.query('REVOKE EXECUTE ON FUNCTION pg_catalog.lo_creat(int), pg_catalog.lo_create(oid), pg_catalog.lo_from_bytea(oid, bytea) FROM PUBLIC');
}

/** Creates a login that may enter the schema, or gives it another password. */
export async function prepareLogin(admin: Client, schema: string, { role, password }: { readonly role: string; readonly password: string }): Promise<void> {
  const { rows } = await admin.query<{ database: string; superuser: boolean }>('SELECT quote_ident(current_database()) AS database, rolsuper AS superuser FROM pg_roles WHERE rolname = current_user');
  // An owner that is no superuser, as at AWS, may not even say what a role cannot do. What it makes can do none of it anyway.
  const cannot = rows[0]?.superuser ? 'NOSUPERUSER NOCREATEDB NOCREATEROLE ' : '';
  await whileOthersDoTheSame(async () => {
    const { rowCount } = await admin.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
    await admin.query(
      `${rowCount ? 'ALTER' : 'CREATE'} ROLE ${role} LOGIN ${cannot}NOINHERIT PASSWORD ${admin.escapeLiteral(password)}`,
    );
  });
  await whileOthersDoTheSame(async () => {
    await admin.query(`REVOKE ALL ON DATABASE ${rows[0]?.database} FROM PUBLIC`);
    await admin.query(`GRANT CONNECT ON DATABASE ${rows[0]?.database} TO ${role}`);
  });
  await admin.query(`GRANT USAGE ON SCHEMA ${schema} TO ${role}`);
}

/** SQLSTATEs of two sessions changing the same role or database: duplicate, or "tuple concurrently updated". */
const collisions = new Set(['42710', '23505', 'XX000', '40001']);

/** Roles belong to the whole server, so that migrations of two of its databases may meet. */
async function whileOthersDoTheSame(change: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await change();
    } catch (error) {
      if (attempt >= 20 || !collisions.has((error as { code?: string }).code ?? '')) throw error;
    }
  }
}
