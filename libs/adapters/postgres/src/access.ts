import type { Client } from 'pg';
import { migrationTable } from './migrations.ts';
import { roleOf, schemaOf } from './module-names.ts';

/**
 * Creates the module's schema and the role that its hosts log in with. The role may use that schema's tables
 * and functions, and nothing else: it cannot define anything, nor enter another module's schema.
 */
export async function prepareAccess(admin: Client, module: string, password: string): Promise<void> {
  const [schema, role] = [schemaOf(module), roleOf(module)];
  const { rows } = await admin.query<{ database: string }>('SELECT quote_ident(current_database()) AS database');
  await admin.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
  await whileOthersDoTheSame(async () => {
    const { rowCount } = await admin.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
    await admin.query(
      `${rowCount ? 'ALTER' : 'CREATE'} ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT PASSWORD ${admin.escapeLiteral(password)}`,
    );
  });
  await whileOthersDoTheSame(async () => {
    await admin.query(`REVOKE ALL ON DATABASE ${rows[0]?.database} FROM PUBLIC`);
    await admin.query(`GRANT CONNECT ON DATABASE ${rows[0]?.database} TO ${role}`);
  });
  await admin.query(`REVOKE ALL ON SCHEMA public FROM PUBLIC`);
  await admin.query(`GRANT USAGE ON SCHEMA ${schema} TO ${role}`);
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
