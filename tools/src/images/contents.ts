import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import typescript from 'typescript';

/** A package as the lockfile knows it. */
interface LockedPackage {
  readonly version?: string;
  readonly link?: boolean;
  /** Nobody asks for it but the workspace's own development. */
  readonly dev?: boolean;
  readonly devOptional?: boolean;
}

export type Lock = Readonly<Record<string, LockedPackage>>;

/** What the lockfile of a workspace says, by path. */
export function lockOf(folder: string): Lock {
  return (JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as { readonly packages: Lock }).packages;
}

/** The sources of which a program was made, from the workspace's folder, as its source maps name them. @param folder its `dist`, such as `apps/orders/dist` */
export function sourcesOf(workspace: string, folder: string): readonly string[] {
  const maps = filesIn(join(workspace, folder), '.js.map');
  const named = maps.flatMap((map) => {
    const { sources } = JSON.parse(readFileSync(join(workspace, folder, map), 'utf8')) as { readonly sources: readonly string[] };
    return sources.flatMap((source) => /^webpack:\/\/[^/]+\/\.\/(.+)$/.exec(source)?.[1] ?? (source.startsWith('.') ? normalize(join(folder, dirname(map), source)) : []));
  });
  return [...new Set(named)].filter((source) => !source.startsWith('node_modules/'));
}

/** The folders below `modules/` whose code is in a program, sorted. */
export function modulesIn(workspace: string, folder: string): readonly string[] {
  return [...new Set(sourcesOf(workspace, folder).flatMap((source) => /^modules\/([^/]+)\//.exec(source)?.[1] ?? []))].toSorted();
}

/** The files that a program may load, by their paths in its folder: what pages send to browsers is none of it. */
function filesIn(folder: string, ending: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith(ending) && !file.startsWith(`client${sep}`));
}

/** The packages from npm that the files of a built program load, sorted. @param folder its `dist` */
export function packagesLoadedBy(folder: string): readonly string[] {
  const specifiers = filesIn(folder, '.js').flatMap((file) => typescript.preProcessFile(readFileSync(join(folder, file), 'utf8')).importedFiles.map(({ fileName }) => fileName));
  const packages = specifiers.filter((specifier) => !/^(?:\.|node:|$)/.test(specifier)).map((specifier) => specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/'));
  return [...new Set(packages)].toSorted();
}

/** What is installed below a folder, as paths of the lockfile: `node_modules/pg`, `node_modules/a/node_modules/b`. Links are left out. */
export function installedIn(folder: string, within = 'node_modules'): readonly string[] {
  if (!existsSync(join(folder, within))) return [];
  return readdirSync(join(folder, within), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .flatMap(({ name }) => (name.startsWith('@') ? readdirSync(join(folder, within, name), { withFileTypes: true }).flatMap((scoped) => (scoped.isDirectory() ? [`${name}/${scoped.name}`] : [])) : [name]))
    .flatMap((name) => [`${within}/${name}`, ...installedIn(folder, `${within}/${name}/node_modules`)]);
}

/** Everything that is wrong with the production packages in a folder: what the lockfile does not know so, and what is for development only. */
export function packageMistakes(folder: string, lock: Lock): readonly string[] {
  return installedIn(folder).flatMap((path) => {
    const locked = lock[path];
    const { version } = JSON.parse(readFileSync(join(folder, path, 'package.json'), 'utf8')) as { readonly version?: string };
    if (!locked) return [`${path} is not in package-lock.json.`];
    if (locked.dev) return [`${path} is for development only.`];
    return locked.version === version ? [] : [`${path} is ${version}; package-lock.json says ${locked.version}.`];
  });
}

/** Everything that is wrong with the code in a program. @param folder its `dist` @param modules those whose code may be in it */
export function codeMistakes(workspace: string, folder: string, modules: readonly string[]): readonly string[] {
  const sources = sourcesOf(workspace, folder);
  const held = modulesIn(workspace, folder);
  return [
    ...(sources.length === 0 ? [`No source map in ${folder} names a source, so nobody can tell what is in the bundle.`] : []),
    ...held.filter((module) => !modules.includes(module)).map((module) => `The bundle holds code of modules/${module}.`),
    ...modules.filter((module) => !held.includes(module)).map((module) => `The bundle lacks the code of modules/${module}.`),
    ...sources.filter((source) => /\.(?:spec|testing|proof|fixture)\.ts$/.test(source) || /^(?:e2e|bench|examples|infra)\//.test(source)).map((source) => `The bundle holds ${source}, which is for tests.`),
  ];
}
