import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const debians = '/usr/lib/postgresql';

/** Where the programs of the system's newest PostgreSQL are: drills copy and promote servers, which the embedded one brings no programs for. @throws {Error} naming the package */
export function postgresPrograms(): string {
  const versions = existsSync(debians) ? readdirSync(debians).filter((version) => existsSync(join(debians, version, 'bin', 'pg_basebackup'))) : [];
  const newest = versions.sort((one, other) => Number(other) - Number(one))[0];
  if (newest === undefined) throw new Error("This drill copies and promotes PostgreSQL servers, and the system has none. Install it: apt-get install postgresql");
  return join(debians, newest, 'bin');
}
