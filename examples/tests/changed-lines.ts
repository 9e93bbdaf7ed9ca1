import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Counts the lines which differ in the files that both folders have: a line that is replaced counts once. */
export async function changedLines(before: string, after: string): Promise<Record<string, number>> {
  const changed: Record<string, number> = {};
  for (const entry of await readdir(after, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const name = join(entry.parentPath, entry.name).slice(after.length + 1);
    const old = await readFile(join(before, name), 'utf8').catch(() => undefined);
    if (old !== undefined) changed[name] = difference(old.split('\n'), (await readFile(join(after, name), 'utf8')).split('\n'));
  }
  return changed;
}

/** The packages that the files of one folder import and its package.json lacks: a line each, once they are installed. */
export async function newPackages(before: string, after: string): Promise<string[]> {
  const { dependencies } = JSON.parse(await readFile(join(before, 'package.json'), 'utf8')) as { readonly dependencies: object };
  const found = new Set<string>();
  for (const entry of await readdir(after, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const text = await readFile(join(entry.parentPath, entry.name), 'utf8');
    for (const [, name] of text.matchAll(/from '((?:@[^/']+\/)?[^./'][^/']*)/g)) if (name && !(name in dependencies)) found.add(name);
  }
  return [...found].toSorted();
}

/** All lines but the longest common run of them, taken from the side that has more left. */
function difference(before: readonly string[], after: readonly string[]): number {
  let row = new Array<number>(after.length + 1).fill(0);
  for (const line of before) {
    const next = [0];
    for (const [index, other] of after.entries()) {
      next.push(line === other ? row[index]! + 1 : Math.max(row[index + 1]!, next[index]!));
    }
    row = next;
  }
  const common = row.at(-1)!;
  return Math.max(before.length, after.length) - common;
}
