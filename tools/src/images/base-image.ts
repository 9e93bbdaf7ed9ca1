import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, cp, mkdir, readFile, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../start/root.ts';
import { systemProgram } from '../system/programs.ts';
import type { ImageStore } from './store.ts';

const run = promisify(execFile);

/** The image that the Dockerfile is built upon: `node:24.21.0-bookworm-slim`. @throws {Error} if it names none */
export function baseNamed(dockerfile: string): string {
  const name = /^ARG NODE_IMAGE=(\S+)$/m.exec(dockerfile)?.[1];
  if (name === undefined) throw new Error('The Dockerfile does not say on which image it is built: ARG NODE_IMAGE=node:<version>-<release>-slim.');
  return name;
}

/**
 * Makes an image of the name of the base image, where none can be fetched: the same release of Debian by debootstrap, the same Node from
 * npm, npm, and the user `node`. It takes the place of the one from the registry and is not it.
 * @param folder to work in
 */
export async function makeBaseImage(store: ImageStore, name: string, folder: string): Promise<void> {
  const [, version, release] = /^node:([\d.]+)-([a-z]+)-slim$/.exec(name) ?? [];
  if (version === undefined || release === undefined) throw new Error(`'${name}' is no image of which one can be made here; name node:<version>-<release>-slim.`);
  const node = join(root, 'node_modules', 'node', 'bin', 'node');
  const brought = (await run(node, ['--version'])).stdout.trim();
  if (brought !== `v${version}`) throw new Error(`The Dockerfile is built on Node ${version}, and npm has brought ${brought}. Give both the same version.`);
  const system = join(folder, 'base');
  await rm(system, { recursive: true, force: true });
  await mkdir(system, { recursive: true });
  await run(systemProgram('debootstrap'), ['--variant=minbase', release, system], { maxBuffer: 64 * 1024 * 1024 });
  await copyFile(node, join(system, 'usr/local/bin/node'));
  await addNpm(system);
  await run('chroot', [system, 'groupadd', '--gid', '1000', 'node']);
  await run('chroot', [system, 'useradd', '--uid', '1000', '--gid', 'node', '--create-home', 'node']);
  await importFolder(store, system, name);
  await rm(system, { recursive: true });
}

/** The npm that has installed this workspace. */
async function addNpm(system: string): Promise<void> {
  const cli = process.env['npm_execpath'];
  if (cli === undefined) throw new Error('Nobody knows where npm is. Call this by its npm script: npm run image:check.');
  const npm = dirname(dirname(cli));
  const { name } = JSON.parse(await readFile(join(npm, 'package.json'), 'utf8')) as { readonly name: string };
  if (name !== 'npm') throw new Error(`This was called by ${name}. Call it by npm: npm run image:check.`);
  await cp(npm, join(system, 'usr/local/lib/node_modules/npm'), { recursive: true });
  for (const command of ['npm', 'npx']) await symlink(`../lib/node_modules/npm/bin/${command}-cli.js`, join(system, 'usr/local/bin', command));
}

async function importFolder(store: ImageStore, folder: string, name: string): Promise<void> {
  const archive = `${folder}.tar`;
  const tar = spawn('tar', ['-C', folder, '-cf', archive, '--exclude=./var/cache/apt/archives/*.deb', '.'], { stdio: 'inherit' });
  const [code] = (await once(tar, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`The folder ${folder} could not be packed: tar ended with ${code}.`);
  const path = 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
  await store.run('podman', ['import', '--change', path, '--change', 'CMD ["node"]', archive, `docker.io/library/${name}`]);
  await rm(archive);
}

/** Whether the store has an image of this name. */
export async function hasImage(store: ImageStore, name: string): Promise<boolean> {
  return (await store.run('podman', ['images', '--quiet', name])) !== '';
}
