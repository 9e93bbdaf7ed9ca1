import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../start/root.ts';
import { PAGES_BUILDER, pagesFolders, type PagesName } from './image-sources.ts';

const made = /(?:^|\/)(?:node_modules|dist|\.svelte-kit)(?:\/|$)/;
/** Tests may use packages that the pages themselves do not. */
const tests = /\.(?:spec|testing)\.ts$/;
const typesOnly = /\b(?:import|export) type [^'";]*from ['"][^'"]*['"]/g;
const named = /['"](@banyan\/[\w-]+)/g;

/**
 * The folders that pages are made of: the app's own, that of whatever builds it, and that of each package of the workspace which the app or one
 * of these names, in code, in a style or in a setting of the build; one that is named for types alone is none of them, since these are gone before
 * pages run. @throws {Error} if a package is named that the workspace has not
 */
export function foldersOf(pages: PagesName): ReadonlySet<string> {
  const folders = workspaceFolders();
  const found = new Set<string>();
  const open: string[] = [pagesFolders[pages]];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    if (found.has(folder)) continue;
    found.add(folder);
    for (const name of namedIn(folder)) open.push(folders.get(name) ?? lost(name, folder));
  }
  return found.add(PAGES_BUILDER);
}

function namedIn(folder: string): readonly string[] {
  const files = globSync(`${folder}**/*.{ts,js,svelte,css,html}`, { cwd: root, exclude: (path) => made.test(path) }).filter((file) => !tests.test(file));
  return files.flatMap((file) => [...readFileSync(join(root, file), 'utf8').replaceAll(typesOnly, '').matchAll(named)].map(([, name]) => name!));
}

/** Package → its folder. */
function workspaceFolders(): ReadonlyMap<string, string> {
  const manifests = globSync('{apps,libs,modules}/**/package.json', { cwd: root, exclude: (path) => made.test(path) });
  return new Map(manifests.map((file) => [(JSON.parse(readFileSync(join(root, file), 'utf8')) as { readonly name: string }).name, file.slice(0, -'package.json'.length)]));
}

function lost(name: string, folder: string): never {
  throw new Error(`${folder} names ${name}, which is no package of the workspace; install, or mend it.`);
}
