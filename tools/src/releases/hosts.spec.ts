import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { root } from '../start/root.ts';
import { hostNames, hosts } from './hosts.ts';

/** The contracts that the sources of some folders ask for by their tokens. */
function asked(folders: readonly string[]): string[] {
  const files = folders.flatMap((folder) => globSync(`${folder}/src/**/*.ts`, { cwd: root })).filter((file) => !/\.spec\.ts$|testing/.test(file));
  const found = files.flatMap((file) => [...readFileSync(join(root, file), 'utf8').matchAll(/\btokenOf\((\w+)\)/g)].map(([, name]) => name!));
  return [...new Set(found)].sort();
}

describe('the hosts that are released', () => {
  it.each(hostNames.map((host) => ({ host })))('$host needs every contract that its code asks for', ({ host }) => {
    const modules = hosts[host].serves.filter((name) => name !== 'shop').map((name) => `modules/${name}`);
    expect([...hosts[host].needs].sort()).toEqual(asked([...modules, `apps/${host}`]));
  });
});
