import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { isUnavailable } from '@banyan/contracts/define';
import { emptyDatabase, severableProxy, testPassword, type EmptyDatabase, type SeverableProxy } from '@banyan/tools/testing';
import { openDatabase, type Database } from './database.ts';
import { migrate } from './migrator.ts';
import { isUnreachable } from './unreachable.ts';

const answerWithinMs = 2_000;
let empty: EmptyDatabase;
let proxy: SeverableProxy;
let database: Database;
beforeAll(async () => {
  empty = await emptyDatabase();
  await migrate({ adminUrl: empty.adminUrl, modules: [{ name: 'library', migrations: [], password: testPassword }] });
  proxy = await severableProxy(empty.urlOf('library'));
  database = await openDatabase({ module: 'library', url: proxy.url, poolSize: 3, answerWithinMs });
});
afterEach(() => proxy.mend());
afterAll(async () => {
  await database.dataSource.destroy();
  await proxy.close();
  await empty.close();
});

const one = () => database.query<{ one: number }>('SELECT 1 AS one');
const failureOf = (work: Promise<unknown>) => work.then(() => 'no failure', (error: unknown) => error);
const unavailable = { name: 'Unavailable', what: 'PostgreSQL', cause: expect.anything() };

describe('PostgreSQL that is cut off', () => {
  it('is unavailable, to statements and transactions, until it can be reached again', async () => {
    await one();
    await proxy.cut();
    for (let attempt = 0; attempt < 5; attempt++) expect(await failureOf(one())).toMatchObject(unavailable);
    expect(await failureOf(database.transaction((tx) => tx.query('SELECT 1')))).toMatchObject(unavailable);
    await proxy.mend();
    expect(await one()).toEqual([{ one: 1 }]);
  });

  it('is unavailable to a transaction that is under way', async () => {
    const work = database.transaction(async (tx) => {
      await tx.query('SELECT 1');
      await proxy.cut();
      await tx.query('SELECT 1');
    });
    expect(isUnavailable(await failureOf(work))).toBe(true);
  });

  it('is unavailable where the connection breaks at the commit', async () => {
    const work = database.transaction(async (tx) => {
      await tx.query('SELECT 1');
      await proxy.cut();
    });
    expect(isUnavailable(await failureOf(work))).toBe(true);
  });
});

describe('PostgreSQL that does not answer', () => {
  it('is unavailable after its time, and reached anew afterwards', async () => {
    await one();
    proxy.hang();
    expect(await failureOf(one())).toMatchObject(unavailable);
    await proxy.mend();
    expect(await one()).toEqual([{ one: 1 }]);
  });

  it('is not asked to roll back a transaction that it left unanswered', async () => {
    const began = performance.now();
    const work = database.transaction(async (tx) => {
      await tx.query('SELECT 1');
      proxy.hang();
      await tx.query('SELECT 1');
    });
    expect(isUnavailable(await failureOf(work))).toBe(true);
    expect(performance.now() - began).toBeLessThan(2 * answerWithinMs);
  });

  it('is unavailable to whoever waits in vain for a connection', async () => {
    proxy.hang();
    expect(await Promise.all(Array.from({ length: 6 }, () => failureOf(one())))).toEqual(Array.from({ length: 6 }, () => expect.objectContaining(unavailable)));
  });
});

describe('PostgreSQL that turns people away', () => {
  it('is unavailable when it ends the connection', async () => {
    expect(await failureOf(database.query('SELECT pg_terminate_backend(pg_backend_pid())'))).toMatchObject(unavailable);
  });

  it.each(['08006', '25006', '53100', '53300', '57P01', '57P02', '57P03', '58030', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN'])('is unavailable with %s', (code) => {
    expect(isUnreachable(Object.assign(new Error('no'), { code }))).toBe(true);
  });
});

describe('a failure of the statement', () => {
  it.each(['SELECT 1/0', 'SELECT nonsense', 'SELECT FROM nowhere', "SELECT 'x'::integer"])('is no matter of reach: %s', async (statement) => {
    const failure = await failureOf(database.query(statement));
    expect(failure).toHaveProperty('code', expect.stringMatching(/^(22|42)/));
    expect(isUnavailable(failure)).toBe(false);
  });

  it.each(['23505', '40001', '40P01', '55P03', '57014', '42P01', 'ENOENT'])('is no matter of reach: %s', (code) => {
    expect(isUnreachable(Object.assign(new Error('no'), { code }))).toBe(false);
  });
});
