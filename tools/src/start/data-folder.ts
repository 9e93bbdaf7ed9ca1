import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Where a shop keeps what it remembers. */
export interface DataFolder {
  readonly path: string;
  readonly postgres: string;
  readonly ledger: string;
  /** Orders that the intake queue took, until they are recorded. */
  readonly intake: string;
  /** The same of a further monolith. */
  intakeOf(instance: string): string;
  /** What nginx is told, and what it writes. */
  readonly nginx: string;
  /** The pictures that the storefront shows: the object store of a shop on one machine. */
  readonly media: string;
  /** The last good routes of each host. */
  readonly routes: string;
  readonly secrets: string;
  readonly hosts: string;
  readonly operatorEnvironment: string;
  readonly running: string;
  log(host: string): string;
  /** The environment that a host was started with. */
  environment(host: string): string;
}

/** The places within a data folder; nothing is made yet. */
export function dataFolder(path: string): DataFolder {
  return {
    path,
    postgres: join(path, 'postgres'),
    ledger: join(path, 'payments', 'ledger.jsonl'),
    intake: join(path, 'intake'),
    intakeOf: (instance) => join(path, 'intakes', instance),
    nginx: join(path, 'nginx'),
    media: join(path, 'media'),
    routes: join(path, 'routes'),
    secrets: join(path, 'secrets.json'),
    hosts: join(path, 'hosts.json'),
    operatorEnvironment: join(path, 'operator.env'),
    running: join(path, 'running.json'),
    log: (host) => join(path, 'logs', `${host}.log`),
    environment: (host) => join(path, 'environments', `${host}.env`),
  };
}

/** Makes the folders. The data folder itself stays open, for the account that PostgreSQL runs as; its secrets are closed files. */
export function openDataFolder({ path }: DataFolder): void {
  for (const name of ['', 'logs', 'media', 'nginx', 'payments']) mkdirSync(join(path, name), { recursive: true });
  for (const name of ['environments', 'intake', 'intakes', 'routes']) mkdirSync(join(path, name), { recursive: true, mode: 0o700 });
}

/** Forgets everything but PostgreSQL's data, which its server deletes itself; leaves alone what is not the shop's. */
export function emptyDataFolder({ path, hosts, secrets, operatorEnvironment }: DataFolder): void {
  for (const name of ['logs', 'media', 'nginx', 'payments', 'environments', 'intake', 'intakes', 'routes']) rmSync(join(path, name), { recursive: true, force: true });
  for (const file of [hosts, secrets, operatorEnvironment]) rmSync(file, { force: true });
}
