import { createSecretKey } from 'node:crypto';
import { emptyDatabase, type EmptyDatabase } from '@banyan/tools/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { ModuleReports } from './extract.ts';
import { readParquet } from './files/read-parquet.ts';
import { manifests } from './manifests.ts';
import type { Place } from './places/place.ts';
import { keyedPseudonyms } from './pseudonyms.ts';
import { runExtract, type ExtractOutcome, type ExtractSpec } from './run-extract.ts';
import { placeInMemory, type PlaceInMemory } from './testing/place-in-memory.ts';
import { damagedFiles } from './verify.ts';

const reports: readonly ModuleReports[] = [
  {
    module: 'shop',
    extracts: [
      {
        table: 'sale',
        holds: 'a sale',
        key: ['id'],
        columns: {
          id: { type: 'integer', means: 'The sale.' },
          buyer: { type: 'text', means: 'Who bought.', personal: true, optional: true },
          amount: { type: 'bigint', means: 'In minor units.' },
          sold_at: { type: 'instant', means: 'When.', optional: true },
        },
      },
    ],
  },
];

interface Sale {
  readonly id: number;
  readonly buyer: string | null;
  readonly amount: bigint;
  readonly sold_at: Date | null;
}

let database: EmptyDatabase;
let admin: pg.Client;
let place: PlaceInMemory;
const clients: pg.Client[] = [];

const pseudonymsBy = (letter: string) => keyedPseudonyms(createSecretKey(Buffer.from(letter.repeat(32))));
const run = (spec: Partial<ExtractSpec> = {}) => runExtract({ url: database.adminUrl, reports, to: place, pseudonyms: pseudonymsBy('k'), allowWriter: true, atMostBehind: 60, ...spec });
const sell = (client: pg.Client, id: number, buyer: string | null = 'ada') => client.query(`INSERT INTO shop.sale VALUES ($1, $2, 1999, '2026-11-30T12:00:00Z')`, [id, buyer]);

async function connected(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: database.adminUrl });
  clients.push(client);
  await client.connect();
  return client;
}

/** What a run has written; nothing if there was nothing new. */
async function written(outcome: ExtractOutcome): Promise<readonly Sale[]> {
  if (outcome.kind === 'nothingNew') return [];
  const rows = await Promise.all(outcome.manifest.files.map(async ({ path }) => readParquet<Sale>(await place.read(path), ['id', 'buyer', 'amount', 'sold_at'])));
  return rows.flat().sort((one, other) => one.id - other.id);
}
const ids = async (outcome: ExtractOutcome) => (await written(outcome)).map(({ id }) => id);

beforeEach(async () => {
  database = await emptyDatabase();
  admin = await connected();
  place = placeInMemory();
  await admin.query('CREATE SCHEMA shop');
  await admin.query('CREATE TABLE shop.sale (id integer PRIMARY KEY, buyer text, amount bigint NOT NULL, sold_at timestamptz)');
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.end();
  await database.close();
});

describe('an extract', () => {
  it('is not made of a database that the shop writes in, unless that is allowed', async () => {
    await expect(run({ allowWriter: false })).rejects.toMatchObject({ code: 'notAReplica' });
    expect(place.content.size).toBe(0);
  });

  it('holds every row at first, its numbers exactly', async () => {
    await admin.query(`INSERT INTO shop.sale VALUES (1, NULL, 9007199254740993, '-infinity'), (2, NULL, -5, '2026-11-30T12:00:00.123Z')`);
    const outcome = await run();
    expect(outcome).toMatchObject({ kind: 'written', manifest: { run: 1, begins: true, from: null, files: [{ module: 'shop', table: 'sale', rows: 2 }] } });
    expect(await written(outcome)).toEqual([
      { id: 1, buyer: null, amount: 9007199254740993n, sold_at: null },
      { id: 2, buyer: null, amount: -5n, sold_at: new Date('2026-11-30T12:00:00.123Z') },
    ]);
  });

  it('names people by pseudonyms: the same person by the same one in every run, and nobody by their own name', async () => {
    await sell(admin, 1, 'ada@example.org');
    await sell(admin, 2, 'grace@example.org');
    const [ada, grace] = await written(await run());
    await sell(admin, 3, 'ada@example.org');
    const [again] = await written(await run());
    expect(again!.buyer).toBe(ada!.buyer);
    expect(grace!.buyer).not.toBe(ada!.buyer);
    for (const content of place.content.values()) expect(content.includes('example.org')).toBe(false);
  });

  it('holds what was added and changed since the last one, and nothing else', async () => {
    for (const id of [1, 2, 3]) await sell(admin, id);
    await run();
    await admin.query('UPDATE shop.sale SET amount = 0 WHERE id = 2');
    await sell(admin, 4);
    expect((await written(await run())).map(({ id, amount }) => [id, amount])).toEqual([[2, 0n], [4, 1999n]]);
  });

  it('writes nothing where nothing has changed', async () => {
    await sell(admin, 1);
    await run();
    const before = [...place.content.keys()];
    expect(await run()).toMatchObject({ kind: 'nothingNew', last: { run: 1 } });
    expect([...place.content.keys()]).toEqual(before);
  });

  it('misses no row whose transaction began before another one and is committed after it', async () => {
    const late = await connected();
    await late.query('BEGIN');
    await sell(late, 1);
    await sell(admin, 2);
    expect(await ids(await run())).toEqual([2]);
    await late.query('COMMIT');
    await sell(admin, 3);
    expect(await ids(await run())).toEqual(expect.arrayContaining([1, 3]));
    expect(await run()).toMatchObject({ kind: 'nothingNew' });
  });

  it('misses no row that was written in a transaction within a transaction', async () => {
    const late = await connected();
    await late.query('BEGIN');
    await sell(late, 1);
    await late.query('SAVEPOINT within');
    await sell(late, 2);
    await late.query('RELEASE within');
    await sell(admin, 3);
    expect(await ids(await run())).toEqual([3]);
    await late.query('COMMIT');
    expect(await ids(await run())).toEqual(expect.arrayContaining([1, 2]));
  });

  it('is as of one moment: what is committed while it reads comes with the next one', async () => {
    await sell(admin, 1);
    const to: Place = { ...place, create: async (name, text) => (await sell(admin, 2), place.create(name, text)) };
    expect(await ids(await run({ to }))).toEqual([1]);
    expect(await ids(await run())).toEqual([2]);
  });

  it('is written by the batch', async () => {
    await admin.query(`INSERT INTO shop.sale SELECT n, 'ada', n, now() FROM generate_series(1, 25000) AS n`);
    const rows = await written(await run());
    expect(rows).toHaveLength(25_000);
    expect(rows.reduce((sum, { amount }) => sum + amount, 0n)).toBe(312_512_500n);
  });

  it('leaves nothing behind if it is broken off, and nothing out the next time', async () => {
    await sell(admin, 1);
    await expect(run({ to: { ...place, create: () => Promise.reject(new Error('The line went dead.')) } })).rejects.toThrow('The line went dead.');
    expect(place.content.size).toBe(0);
    expect(await ids(await run())).toEqual([1]);
  });

  it('is begun again where the replica cancels it, and given up after the third time', async () => {
    await sell(admin, 1);
    const cancelled = Object.assign(new Error('canceling statement due to conflict with recovery'), { code: '40001' });
    const after = (times: number): Place => {
      let left = times;
      return { ...place, create: (name, text) => (left-- > 0 ? Promise.reject(cancelled) : place.create(name, text)) };
    };
    await expect(run({ to: after(3) })).rejects.toBe(cancelled);
    expect(place.content.size).toBe(0);
    expect(await run({ to: after(2) })).toMatchObject({ kind: 'written', manifest: { run: 1 } });
    expect(await place.list('files/')).toHaveLength(1);
  });

  it('is one of two that are made at once, and takes back what the other one has brought', async () => {
    await sell(admin, 1);
    const to: Place = { ...place, create: async (name, text) => (await run(), place.create(name, text)) };
    await expect(run({ to })).rejects.toMatchObject({ code: 'overtaken' });
    expect(await place.list('files/')).toHaveLength(1);
    expect(await manifests(place)).toHaveLength(1);
  });

  it.each([
    ['the key is another one', { pseudonyms: pseudonymsBy('l') }],
    ['its description is another one', { reports: [{ ...reports[0]!, extracts: [{ ...reports[0]!.extracts[0]!, holds: 'a deal' }] }] }],
    ['it is asked to', { anew: true }],
  ])('begins anew where %s', async (_why, spec: Partial<ExtractSpec>) => {
    await sell(admin, 1);
    await run();
    await sell(admin, 2);
    const outcome = await run(spec);
    expect(outcome).toMatchObject({ kind: 'written', manifest: { run: 2, begins: true, from: null } });
    expect(await ids(outcome)).toEqual([1, 2]);
  });

  it('begins anew where the database is another one', async () => {
    await sell(admin, 1);
    await run();
    const [name, text] = [...place.content].find(([name]) => name.startsWith('manifests/'))!;
    place.content.set(name, Buffer.from(text.toString().replace(/"timeline": \d+/, '"timeline": 4711')));
    expect(await run()).toMatchObject({ kind: 'written', manifest: { run: 2, begins: true } });
  });

  it('is refused by what holds less than the last run has read', async () => {
    await sell(admin, 1);
    await run();
    const [name, text] = [...place.content].find(([name]) => name.startsWith('manifests/'))!;
    place.content.set(name, Buffer.from(text.toString().replace(/"seen": "\d+"/, '"seen": "99999999"')));
    await expect(run()).rejects.toMatchObject({ code: 'wentBack' });
    expect(await run({ anew: true })).toMatchObject({ kind: 'written' });
  });

  it('tells which of its files is not as it was written', async () => {
    await sell(admin, 1);
    await run();
    expect(await damagedFiles(place)).toEqual([]);
    const [path] = await place.list('files/');
    place.content.get(path!)![10]! ^= 1;
    expect(await damagedFiles(place)).toEqual([`${path} has another checksum`]);
    place.content.delete(path!);
    expect(await damagedFiles(place)).toEqual([`${path} is not there`]);
  });
});
