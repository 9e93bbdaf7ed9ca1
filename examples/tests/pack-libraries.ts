import { copyFile, mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './root.ts';
import { runWell } from './run.ts';

/** What a strangled application installs, and where it is in the workspace. */
const libraries = { contracts: 'contracts', strangler: 'strangler', 'adapter-nest': 'adapters/nest', 'adapter-http': 'adapters/http' };

/** Builds and packs the libraries, and unpacks the tarballs as `npm install` would; gives the folder that holds them. */
export async function packLibraries(workbench: string): Promise<string> {
  const stage = join(workbench, 'stage');
  const installed = join(workbench, 'packed');
  await mkdir(stage);
  await mkdir(installed);
  await emit(stage);
  await Promise.all(Object.entries(libraries).map(([name, folder]) => pack(join(root, 'libs', folder), join(stage, folder), join(installed, name))));
  return installed;
}

/** As `nest build` would, but all at once and unchecked: `npm run typecheck` does that. */
async function emit(stage: string): Promise<void> {
  const folders = Object.values(libraries).map((folder) => join(root, 'libs', folder, 'src'));
  const config = {
    extends: join(root, 'tsconfig.lib.json'),
    compilerOptions: { noCheck: true, rootDir: join(root, 'libs'), outDir: stage, typeRoots: [join(root, 'node_modules/@types')] },
    include: folders.map((folder) => `${folder}/**/*.ts`),
    exclude: ['spec', 'testing', 'fixture'].map((kind) => `${root}libs/**/*.${kind}.ts`).concat(`${root}libs/**/fixtures.ts`),
  };
  await writeFile(join(stage, 'tsconfig.json'), JSON.stringify(config));
  await runWell(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', stage], root);
}

async function pack(library: string, stage: string, installed: string): Promise<void> {
  await rename(join(stage, 'src'), join(stage, 'dist'));
  await copyFile(join(library, 'package.json'), join(stage, 'package.json'));
  await runWell('npm', ['pack', '--silent', '--offline'], stage);
  const tarball = (await readdir(stage)).find((file) => file.endsWith('.tgz'));
  if (!tarball) throw new Error(`npm pack left no tarball in ${stage}.`);
  await mkdir(installed);
  await runWell('tar', ['-xzf', join(stage, tarball), '-C', installed, '--strip-components=1'], stage);
}
