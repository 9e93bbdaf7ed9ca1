import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { RefusedByControl } from '@banyan/tools/banyan';
import { bundleOf, type FurtherHostSpec } from '@banyan/tools/start';
import { emptyDatabase, type EmptyDatabase } from '@banyan/tools/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { outcome, workspace } from '../launcher/command.ts';
import { liveShop, type LiveShop } from './live-shop.ts';
import type { RouteWish } from './route-operator.ts';
import { until } from './until.ts';

const toCatalog: RouteWish = { kind: 'canary', target: 'catalog', percent: 1 };
const modules = ['catalog', 'orders', 'checkout', 'accounts', 'payments'];

let live: LiveShop;
let other: EmptyDatabase;
const folders: string[] = [];

beforeAll(async () => {
  [live, other] = await Promise.all([liveShop(), emptyDatabase()]);
});

afterAll(async () => {
  await live.discard();
  await other.close();
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true })));
});

describe('a route to a host', () => {
  it('is refused while one of its instances works on other data than home, and taken once that has gone', async () => {
    await migrate(other);
    const settings = () => ({ CATALOG_DATABASE_URL: other.urlOf('catalog') });
    await whileBesides({ host: 'catalog', name: 'catalog-elsewhere', settings }, async () => {
      expect(await refusal(live.routes.set('catalog.*', toCatalog))).toMatchObject({
        status: 409,
        code: 'targetCannotHonour',
        next: expect.stringContaining('database URL that home has'),
        data: { objections: [{ code: 'otherData' }] },
      });
      expect(await refusal(live.routes.begin('catalog.*', { target: 'catalog' }))).toMatchObject({ status: 409, code: 'targetCannotHonour' });
    });
    expect((await live.routes.set('catalog.*', toCatalog, { dryRun: true })).moved).not.toEqual([]);
  });

  it('is refused while one of its instances is of a build with an older contract, and taken once that has gone', async () => {
    await whileBesides({ host: 'catalog', name: 'catalog-older', program: await olderBuild('catalog') }, async () => {
      expect(await refusal(live.routes.set('catalog.*', toCatalog))).toMatchObject({
        status: 409,
        code: 'targetCannotHonour',
        next: expect.stringContaining('Run a release'),
        data: { objections: [{ code: 'otherContract', message: expect.stringMatching(/0\.9\.0.*1\.0\.0/) }] },
      });
    });
    expect((await live.routes.set('catalog.*', toCatalog, { dryRun: true })).moved).not.toEqual([]);
  });

  it('is refused to one that does not run the module, and to one that nobody runs', async () => {
    expect(await refusal(live.routes.set('catalog.*', { ...toCatalog, target: 'orders' }))).toMatchObject({ data: { objections: [{ code: 'moduleNotRun' }] } });
    expect(await refusal(live.routes.set('catalog.*', { ...toCatalog, target: 'nobody' }))).toMatchObject({ data: { objections: [{ code: 'nobodyReports' }] } });
  });
});

/** Does something while a further instance reports, and has everybody forget it afterwards. */
async function whileBesides(spec: Omit<FurtherHostSpec, 'data'>, work: () => Promise<void>): Promise<void> {
  const known = (await live.routes.hosts()).hosts.map(({ instance }) => instance);
  const further = await live.further(spec);
  try {
    await until(`the report of ${spec.name}`, async () => (await live.routes.hosts()).hosts.some(({ instance }) => !known.includes(instance)));
    await work();
  } finally {
    await further.stop();
    await live.query('routing', 'DELETE FROM routing.host_report WHERE NOT instance = ANY ($1)', [known]);
  }
}

async function refusal(change: Promise<unknown>): Promise<unknown> {
  const error: unknown = await change.then(() => 'It was taken.', (reason: unknown) => reason);
  return error instanceof RefusedByControl ? error.problem : error;
}

/** A database with the shop's schemas of its own. */
async function migrate(database: EmptyDatabase): Promise<void> {
  const logins = Object.fromEntries(modules.map((module) => [`${module.toUpperCase()}_DATABASE_URL`, database.urlOf(module)]));
  const { code, printed } = await outcome('npm', ['run', 'migrate', '--', '--data', await newFolder()], { DATABASE_URL: database.adminUrl, ...logins });
  if (code !== 0) throw new Error(printed);
}

/** The host's program, as if its own module's contract had not yet come to 1.0.0. */
async function olderBuild(host: 'catalog'): Promise<string> {
  const program = bundleOf(host);
  const folder = await newFolder();
  await cp(dirname(program), folder, { recursive: true });
  const built = await readFile(program, 'utf8');
  const older = built.replace(new RegExp(`(\\bname: ["']${host}["'],[^{}]*?\\bversion: ["'])1\\.0\\.0`), '$10.9.0');
  if (older === built) throw new Error(`The contract's version was not found in ${program}.`);
  const file = join(folder, 'main.js');
  await writeFile(file, older);
  return file;
}

/** Within the workspace, so that a program there finds its packages. */
async function newFolder(): Promise<string> {
  await mkdir(join(workspace, '.banyan'), { recursive: true });
  const folder = await mkdtemp(join(workspace, '.banyan', 'test-'));
  folders.push(folder);
  return folder;
}
