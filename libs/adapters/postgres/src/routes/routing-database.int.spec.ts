import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { emptyDatabase, severableProxy, testPassword, type EmptyDatabase } from '@banyan/tools/testing';
import { migrate } from '../migrator.ts';
import { postgresRouteStore } from './route-store.ts';
import { routingDatabase } from './routing-database.ts';
import { routing, routingMigrations } from './routing-migration.ts';

let empty: EmptyDatabase;
beforeAll(async () => {
  empty = await emptyDatabase();
  await migrateTo([]);
});
afterAll(() => empty.close());

const migrateTo = (migrations: typeof routingMigrations) => migrate({ adminUrl: empty.adminUrl, modules: [{ name: routing, migrations, password: testPassword }] });

describe('the routing database', () => {
  it('names the command while the migrations have not run, and works once they have', async () => {
    const database = routingDatabase({ url: empty.urlOf(routing) });
    const store = postgresRouteStore(database);
    await expect(store.load()).rejects.toThrow(/'routing' lacks CreateRouting1700000000010, NoteOperatorActs1764600000000. Run 'npm run migrate'/);
    await migrateTo(routingMigrations);
    expect(await store.load()).toBeUndefined();
    await database.close();
  });

  it('takes its tables away again', async () => {
    const statements: string[] = [];
    for (const Migration of routingMigrations.toReversed()) await new Migration().down({ query: async (statement: string) => void statements.push(statement) } as never);
    const { default: pg } = await import('pg');
    const admin = new pg.Client({ connectionString: empty.adminUrl });
    await admin.connect();
    await admin.query('BEGIN');
    for (const statement of statements) await admin.query(statement);
    const { rows } = await admin.query("SELECT relname FROM pg_class WHERE relnamespace = 'routing'::regnamespace AND relkind = 'r'");
    expect(rows).toEqual([{ relname: 'migration' }]);
    await admin.query('ROLLBACK');
    await admin.end();
  });

  it('can be closed before it was reached, while it is being reached, and twice', async () => {
    const proxy = await severableProxy(empty.urlOf(routing));
    const [unused, begun] = [1, 2].map(() => routingDatabase({ url: proxy.url }));
    await unused!.close();
    const first = begun!.query('SELECT 1 AS one').catch((error: unknown) => error);
    await begun!.close();
    await begun!.close();
    await first;
    await expect(begun!.query('SELECT 1')).rejects.toThrow('was closed');
    await proxy.close();
  });
});
