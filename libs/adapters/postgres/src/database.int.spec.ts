import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '@banyan/tools/testing';
import type { MigrationInterface, QueryRunner } from 'typeorm';

class CreateShelf1700000000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE library.shelf (name text PRIMARY KEY, books bigint NOT NULL, built date, filled_at timestamptz, labels jsonb)');
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE library.shelf');
  }
}

let library: TestDatabase;
beforeAll(async () => {
  library = await testDatabase('library', [CreateShelf1700000000100]);
});
afterAll(() => library.close());

describe('a database', () => {
  it('gives columns as the values that a module works with', async () => {
    const [shelf] = await library.database.query<object>(
      `INSERT INTO library.shelf VALUES ($1, $2, '2026-11-01', '2026-11-01T12:00:00+02', $3) RETURNING *, ARRAY[books] AS counts`,
      ['values', 9_007_199_254_740_991, JSON.stringify(['new'])],
    );
    expect(shelf).toEqual({
      name: 'values',
      books: 9_007_199_254_740_991,
      built: '2026-11-01',
      filled_at: new Date('2026-11-01T10:00:00Z'),
      labels: ['new'],
      counts: [9_007_199_254_740_991],
    });
  });

  it('refuses a bigint that a number cannot hold', async () => {
    await expect(library.database.query('SELECT 9007199254740993::bigint AS n')).rejects.toThrow(/too large.*::text/);
  });

  it('commits what a transaction did as a whole', async () => {
    await library.database.transaction(async (tx) => {
      await tx.query('INSERT INTO library.shelf (name, books) VALUES ($1, $2)', ['a', 1]);
      await tx.query('INSERT INTO library.shelf (name, books) VALUES ($1, $2)', ['b', 2]);
    });
    expect(await names('a', 'b')).toEqual(['a', 'b']);
  });

  it('rolls back a transaction whose work throws, and throws the same', async () => {
    const failure = new Error('no');
    const work = library.database.transaction(async (tx) => {
      await tx.query('INSERT INTO library.shelf (name, books) VALUES ($1, $2)', ['c', 1]);
      throw failure;
    });
    await expect(work).rejects.toBe(failure);
    expect(await names('c')).toEqual([]);
  });

  it('does not pretend to have committed when an error was swallowed', async () => {
    const work = library.database.transaction(async (tx) => {
      await tx.query('INSERT INTO library.shelf (name, books) VALUES ($1, $2)', ['d', 1]);
      await tx.query('SELECT 1/0').catch(() => undefined);
    });
    await expect(work).rejects.toThrow(/swallowed/);
    expect(await names('d')).toEqual([]);
  });

  it('plans a statement once, whatever values it gets', async () => {
    await library.database.transaction(async (tx) => {
      for (const name of ['a', 'b', 'c']) await tx.query('SELECT books FROM library.shelf WHERE name = $1', [name]);
      const [plans] = await tx.query("SELECT generic_plans AS generic, custom_plans AS custom FROM pg_prepared_statements WHERE statement LIKE 'SELECT books%'");
      expect(plans).toEqual({ generic: 3, custom: 0 });
    });
  });

  it('survives the loss of a connection in the middle of a transaction', async () => {
    const work = library.database.transaction(async (tx) => {
      await tx.query('SELECT pg_terminate_backend(pg_backend_pid())');
    });
    await expect(work).rejects.toThrow();
    await expect(library.database.query('SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
  });
});

async function names(...wanted: string[]): Promise<string[]> {
  const rows = await library.database.query<{ name: string }>('SELECT name FROM library.shelf WHERE name = ANY ($1) ORDER BY name', [wanted]);
  return rows.map(({ name }) => name);
}
