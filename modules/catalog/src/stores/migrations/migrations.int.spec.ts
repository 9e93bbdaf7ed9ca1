import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Database, openDatabase } from '@banyan/adapter-postgres';
import { testDatabase, type TestDatabase } from '@banyan/tools/testing';
import { migrations } from './index.ts';

let test: TestDatabase;
let owner: Database;

beforeAll(async () => {
  test = await testDatabase('catalog', migrations);
  owner = await openDatabase({ module: 'catalog', url: test.adminUrl, poolSize: 2 });
});
afterAll(async () => {
  await owner.dataSource.destroy();
  await test.close();
});

async function tables(): Promise<string[]> {
  const rows = await owner.query<{ tablename: string }>(
    "SELECT tablename FROM pg_tables WHERE schemaname = 'catalog' AND tablename <> 'migration' ORDER BY tablename",
  );
  return rows.map(({ tablename }) => tablename);
}

describe('the migrations', () => {
  it('can be taken back and made again', async () => {
    const made = await tables();
    expect(made).toContain('product');
    const runner = owner.dataSource.createQueryRunner();
    for (const Migration of [...migrations].reverse()) await new Migration().down(runner);
    expect(await tables()).toEqual([]);
    for (const Migration of migrations) await new Migration().up(runner);
    expect(await tables()).toEqual(made);
    await runner.release();
  });
});
