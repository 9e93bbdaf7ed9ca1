import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { emptyDatabase, testPassword, throwAwayPostgres, type EmptyDatabase } from '@banyan/tools/testing';
import { openDatabase, type Database } from './database.ts';
import { type MigrationClass, pendingMigrations } from './migrations.ts';
import { migrate, type ModuleMigrated } from './migrator.ts';

function migration(name: string, up: string): MigrationClass {
  return class implements MigrationInterface {
    readonly name = name;
    async up(runner: QueryRunner): Promise<void> {
      await runner.query(up);
    }
    async down(): Promise<void> {}
  };
}

const createBook = migration('CreateBook1700000000100', 'CREATE TABLE library.book (title text PRIMARY KEY, id serial)');
const createLoan = migration('CreateLoan1700000000200', 'CREATE TABLE library.loan (title text PRIMARY KEY)');
const createDesk = migration('CreateDesk1700000000300', 'CREATE TABLE office.desk (number int PRIMARY KEY)');
const library = (...migrations: MigrationClass[]) => ({ name: 'library', migrations, password: testPassword, readerPassword: testPassword });
const office = { name: 'office', migrations: [createDesk], password: testPassword };

let empty: EmptyDatabase;
let asLibrary: Database;
let asReader: Database;
beforeAll(async () => {
  empty = await emptyDatabase();
  await migrate({ adminUrl: empty.adminUrl, modules: [library(createBook), office] });
  asLibrary = await openDatabase({ module: 'library', url: empty.urlOf('library'), poolSize: 2 });
  asReader = await openDatabase({ module: 'library', url: empty.urlOf('library_reader'), poolSize: 2 });
  await asLibrary.query("INSERT INTO library.book (title) VALUES ('Persuasion')");
});
afterAll(async () => {
  await asReader.dataSource.destroy();
  await asLibrary.dataSource.destroy();
  await empty.close();
});

describe('the migrator', () => {
  it('runs each migration once, and says which', async () => {
    const reported: ModuleMigrated[] = [];
    const again = () => migrate({ adminUrl: empty.adminUrl, modules: [library(createBook, createLoan)], report: (done) => reported.push(done) });
    await again();
    await again();
    expect(reported).toEqual([{ module: 'library', applied: ['CreateLoan1700000000200'] }, { module: 'library', applied: [] }]);
  });

  it('names the module whose migration fails, and keeps what ran before it', async () => {
    const broken = migration('Broken1700000000900', 'CREATE TABLE library.loan (title text)');
    await expect(migrate({ adminUrl: empty.adminUrl, modules: [library(createBook, createLoan, broken)] })).rejects.toThrow(
      /'library' stopped.*loan.*npm run migrate/,
    );
    expect(await pendingMigrations(asLibrary.dataSource, 'library', [createBook, createLoan, broken])).toEqual(['Broken1700000000900']);
  });

  it('may be run by several at once, on several databases of a server', async () => {
    const other = await emptyDatabase();
    const modules = [library(createBook), office];
    await Promise.all([empty, other, other, empty, other].map(({ adminUrl }) => migrate({ adminUrl, modules })));
    await other.close();
  });

  it('may be run again and again by an owner that is no superuser, as at AWS', async () => {
    const server = await throwAwayPostgres({ durable: false });
    try {
      const admin = new pg.Client({ connectionString: server.adminUrl });
      await admin.connect();
      await admin.query("CREATE ROLE owner LOGIN CREATEROLE PASSWORD 'only-for-tests'");
      await admin.query('CREATE DATABASE shop OWNER owner');
      await admin.end();
      const adminUrl = Object.assign(new URL(server.adminUrl), { username: 'owner', password: 'only-for-tests', pathname: '/shop' }).href;
      for (let round = 0; round < 2; round++) await migrate({ adminUrl, modules: [library(createBook)] });
    } finally {
      await server.close();
    }
  });

  it('refuses a name that cannot be a schema', async () => {
    const modules = [{ name: 'Library; DROP', migrations: [], password: '' }];
    await expect(migrate({ adminUrl: empty.adminUrl, modules })).rejects.toThrow(/lower-case/);
  });
});

describe("a module's role", () => {
  it('reads and writes its own tables', async () => {
    await asLibrary.query("INSERT INTO library.book (title) VALUES ('Emma')");
    await expect(asLibrary.query('SELECT title, id FROM library.book')).resolves.toEqual([{ title: 'Persuasion', id: 1 }, { title: 'Emma', id: 2 }]);
  });

  it.each([
    ['defines nothing', 'CREATE TABLE library.shelf ()'],
    ['makes nothing in the public schema', 'CREATE TABLE public.shelf ()'],
    ['drops nothing', 'DROP TABLE library.book'],
    ["reads nothing of its neighbour's", 'SELECT * FROM office.desk'],
    ['does not touch the list of migrations', 'DELETE FROM library.migration'],
    ['makes no temporary tables', 'CREATE TEMP TABLE shelf ()'],
  ])('%s', async (_promise, statement) => {
    await expect(asLibrary.query(statement)).rejects.toThrow(/permission denied|must be owner/);
  });

  it('may use tables that the owner makes later', async () => {
    const owner = await openDatabase({ module: 'library', url: empty.adminUrl, poolSize: 1 });
    await owner.query('CREATE TABLE library.later ()');
    await owner.dataSource.destroy();
    await expect(asLibrary.query('SELECT * FROM library.later')).resolves.toEqual([]);
  });
});

describe("a candidate's role", () => {
  it('reads what the module reads, also in tables that the owner makes later, and can verify the migrations', async () => {
    const owner = await openDatabase({ module: 'library', url: empty.adminUrl, poolSize: 1 });
    await owner.query('CREATE TABLE library.latest ()');
    await owner.dataSource.destroy();
    await expect(asReader.query('SELECT * FROM library.latest')).resolves.toEqual([]);
    await expect(asReader.query("SELECT id FROM library.book WHERE title = 'Persuasion'")).resolves.toEqual([{ id: 1 }]);
    expect(await pendingMigrations(asReader.dataSource, 'library', [createBook])).toEqual([]);
  });

  const effects = [
    "INSERT INTO library.book (title) VALUES ('Sanditon')",
    "UPDATE library.book SET title = 'Sanditon'",
    'DELETE FROM library.book',
    'TRUNCATE library.book',
    'SELECT * FROM library.book FOR UPDATE',
    'LOCK TABLE library.book IN SHARE MODE',
    "SELECT nextval('library.book_id_seq')",
    "SELECT setval('library.book_id_seq', 9)",
    'CREATE TABLE library.shelf ()',
    'CREATE TEMP TABLE shelf ()',
    'CREATE SCHEMA shelf',
    'DROP TABLE library.book',
    'SELECT * FROM office.desk',
    'SELECT lo_create(0)',
    "SELECT lo_from_bytea(0, 'x')",
    "COPY (SELECT 1) TO PROGRAM 'true'",
  ];
  it.each(effects)('cannot %s, even in a transaction that is not read-only', async (statement) => {
    const attempt = asReader.transaction(async (tx) => {
      await tx.query('SET TRANSACTION READ WRITE');
      await tx.query(statement);
    });
    await expect(attempt).rejects.toThrow(/permission denied|must be owner/);
  });

  it('begins transactions that can only read', async () => {
    await expect(asReader.query('SHOW default_transaction_read_only')).resolves.toEqual([{ default_transaction_read_only: 'on' }]);
  });
});
