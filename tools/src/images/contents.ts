import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

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

/** The sources of which a bundle was made, from the workspace's folder, as its source map names them. */
export function sourcesOf(bundle: string): readonly string[] {
  const { sources } = JSON.parse(readFileSync(`${bundle}.map`, 'utf8')) as { readonly sources: readonly string[] };
  return sources.flatMap((source) => /^webpack:\/\/[^/]+\/\.\/(.+)$/.exec(source)?.[1] ?? []);
}

/** The folders below `modules/` whose code is in a bundle, sorted. */
export function modulesIn(bundle: string): readonly string[] {
  return [...new Set(sourcesOf(bundle).flatMap((source) => /^modules\/([^/]+)\//.exec(source)?.[1] ?? []))].toSorted();
}

/** The packages from npm that the files of a built program load, sorted. @param folder its `dist` */
export function packagesLoadedBy(folder: string): readonly string[] {
  const programs = readdirSync(folder).filter((file) => file.endsWith('.js'));
  const specifiers = programs.flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/^\s*(?:import|export)\b[^"\n]*"([^"\n]+)"|\bimport\("([^"\n]+)"\)/gm)].map(([, from, dynamic]) => from ?? dynamic ?? ''));
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

/** Everything that is wrong with the code in a bundle. @param modules those whose code may be in it */
export function codeMistakes(bundle: string, modules: readonly string[]): readonly string[] {
  const sources = sourcesOf(bundle);
  return [
    ...(sources.length === 0 ? [`${bundle}.map names no source, so nobody can tell what is in the bundle.`] : []),
    ...modulesIn(bundle).filter((module) => !modules.includes(module)).map((module) => `The bundle holds code of modules/${module}.`),
    ...modules.filter((module) => !modulesIn(bundle).includes(module)).map((module) => `The bundle lacks the code of modules/${module}.`),
    ...sources.filter((source) => /\.(?:spec|testing|proof|fixture)\.ts$/.test(source) || /^(?:e2e|bench|examples|infra)\//.test(source)).map((source) => `The bundle holds ${source}, which is for tests.`),
  ];
}
