import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dev, madeValue, sitesOf, synthesise, templateOf } from '@banyan/infra/synthesised';
import { buildHosts } from '@banyan/tools/start';
import { throwAwayPostgres, type ThrowAwayPostgres } from '@banyan/tools/testing';
import pg from 'pg';
import { ofType } from './deployed-host.testing.ts';

interface Container {
  readonly Command: readonly string[];
  readonly Secrets: readonly { readonly Name: string }[];
}

const root = join(import.meta.dirname, '..', '..', '..');
const owner = new URL(madeValue('DATABASE_URL'));

let server: ThrowAwayPostgres;
let folder: string;
beforeAll(async () => {
  await buildHosts(['migrate'], () => undefined);
  server = await throwAwayPostgres({ durable: false });
  folder = await mkdtemp(join(tmpdir(), 'banyan-migration-'));
  // As at AWS the owner may make roles, and is no superuser.
  const admin = new pg.Client({ connectionString: server.adminUrl });
  await admin.connect();
  await admin.query(`CREATE ROLE ${owner.username} LOGIN CREATEROLE PASSWORD '${owner.password}'`);
  await admin.query(`CREATE DATABASE ${owner.pathname.slice(1)} OWNER ${owner.username}`);
  await admin.end();
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

describe('the task that migrates', () => {
  const { Resources } = templateOf(synthesise(dev), sitesOf(dev)[0]!, 'migration');
  const [container] = ofType(Resources, 'AWS::ECS::TaskDefinition')[0]![1].Properties!['ContainerDefinitions'] as readonly [Container];

  it('brings a database up to date with its own command and environment, and again', async () => {
    const { port } = new URL(server.adminUrl);
    const here = (url: string) => Object.assign(new URL(url), { port, search: '' }).href;
    const environment = Object.fromEntries(container.Secrets.map(({ Name }) => [Name, here(madeValue(Name))]));
    const [, ...args] = container.Command.map((word) => (word === '/var/lib/banyan' ? folder : word));
    const migrate = async () => (await promisify(execFile)(process.execPath, args, { cwd: root, env: environment })).stdout;
    expect(await migrate()).toMatch(/^catalog +applied Create/m);
    expect((await migrate()).trim().split('\n').map((line) => line.split(/ {2,}/)[1])).toEqual(Array.from({ length: 6 }, () => 'up to date'));
    const orders = new pg.Client({ connectionString: environment['ORDERS_DATABASE_URL']! });
    await orders.connect();
    expect((await orders.query('SELECT count(*)::int AS count FROM orders.migration')).rows[0]).toEqual({ count: expect.any(Number) });
    await orders.end();
  });
});
