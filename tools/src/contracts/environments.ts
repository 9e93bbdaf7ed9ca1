import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentViolations, type Environment } from '@banyan/contracts/compatibility';
import { readJson } from './read-json.ts';
import { Unreadable } from './unreadable.ts';

/** Writes what an environment runs. */
export function writeEnvironment(environment: Environment, file: string): void {
  writeFileSync(file, `${JSON.stringify(environment, null, 2)}\n`);
}

/** Reads what runs in an environment, or in each of a folder. @throws {Unreadable} if there is none, or one has mistakes */
export function readEnvironments(path: string): Environment[] {
  if (!existsSync(path)) throw new Unreadable(`There is nothing at ${path}. Name a file that says what an environment runs, or a folder of such files.`);
  const files = statSync(path).isDirectory() ? readdirSync(path).filter((file) => file.endsWith('.json')).sort().map((file) => join(path, file)) : [path];
  if (files.length === 0) throw new Unreadable(`There is no environment in ${path}: no file ends in .json.`);
  return files.map((file) => readJson(file, 'environment', environmentViolations) as Environment);
}
