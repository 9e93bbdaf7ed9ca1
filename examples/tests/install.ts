import { cp, mkdir, readdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { legacyShop, root } from './root.ts';

/** Where each major version of Nest is installed. */
export const nestVersions = {
  10: join(legacyShop, 'node_modules'),
  11: join(root, 'examples/compat/nest-11/node_modules'),
  12: join(root, 'node_modules'),
} as const;
export type NestVersion = keyof typeof nestVersions;

const fromTheRoot = ['@swc', '@types', 'rxjs', 'reflect-metadata', 'supertest', 'typebox', 'undici'];

/** Installs one version of Nest and the packed libraries in a folder, without a network: linked, but for the libraries. */
export async function install(folder: string, nest: NestVersion, packed: string): Promise<void> {
  const modules = join(folder, 'node_modules');
  await mkdir(join(modules, '@nestjs'), { recursive: true });
  await cp(packed, join(modules, '@banyan'), { recursive: true });
  const nestPackages = join(nestVersions[nest], '@nestjs');
  for (const name of await readdir(nestPackages)) await symlink(join(nestPackages, name), join(modules, '@nestjs', name));
  for (const name of fromTheRoot) {
    await mkdir(dirname(join(modules, name)), { recursive: true });
    await symlink(join(root, 'node_modules', name), join(modules, name));
  }
}

const notCopied = ['node_modules', 'strangled', 'dist'];

/** Copies the legacy shop into a folder; strangled, with what differs laid over it. */
export async function copyShop(folder: string, strangled: boolean): Promise<void> {
  for (const entry of await readdir(legacyShop)) {
    if (!notCopied.includes(entry)) await cp(join(legacyShop, entry), join(folder, entry), { recursive: true });
  }
  if (strangled) await cp(join(legacyShop, 'strangled'), folder, { recursive: true });
}
