import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { root } from '../start/root.ts';
import { imageNames, type ImageName } from './images.ts';
import type { ImageStore } from './store.ts';

export interface BuildSpec {
  readonly name: ImageName;
  readonly commit: string;
  /** A folder to work in. */
  readonly folder: string;
  /** The file with the certificate authorities of RDS; what the Dockerfile fetches if left out. */
  readonly authorities?: string;
}

/**
 * Builds the image of a target from the Dockerfile as it is, and names it `banyan/<name>`.
 * @throws {Error} with the words of the build
 */
export async function buildImage(store: ImageStore, { name, commit, folder, authorities }: BuildSpec): Promise<void> {
  const offered = authorities === undefined ? undefined : await offer(await readFile(authorities));
  try {
    await store.run('buildah', [
      ...['bud', '--isolation', 'chroot', '--network', 'host', '--pull-never', '--format', 'docker', '--layers'],
      ...(await fromThisMachine(folder)),
      ...['--build-arg', `COMMIT=${commit}`, ...(offered?.args ?? [])],
      ...['--target', name, '--tag', `banyan/${name}`, root],
    ]);
  } finally {
    offered?.close();
  }
}

/** Forgets every image that was built before: buildah would take stages of theirs, with the commit that they were labelled with. What all are built from stays. */
export async function forgetImages(store: ImageStore): Promise<void> {
  await store.run('podman', ['rmi', '--force', '--ignore', ...imageNames.map((name) => `banyan/${name}`)]);
}

/** What npm needs to reach its registry from here: what it has fetched before, and the certificate authorities that this machine adds to the web's. None of it stays in the image. */
async function fromThisMachine(folder: string): Promise<readonly string[]> {
  const cache = process.env['npm_config_cache'] ?? join(homedir(), '.npm');
  await mkdir(cache, { recursive: true });
  const own = process.env['NODE_EXTRA_CA_CERTS'];
  if (own === undefined || !existsSync(own)) return ['--volume', `${cache}:/root/.npm`];
  const settings = join(folder, 'npmrc');
  await writeFile(settings, 'cafile=/run/authorities-of-this-machine.pem\n');
  return ['--volume', `${cache}:/root/.npm`, '--volume', `${own}:/run/authorities-of-this-machine.pem:ro`, '--volume', `${settings}:/usr/local/etc/npmrc:ro`];
}

/** Lets the build fetch a file from this process, as it would from AWS. */
async function offer(file: Buffer): Promise<{ readonly args: readonly string[]; close(): void }> {
  const server = createServer((_, answer) => void answer.end(file)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const sum = createHash('sha256').update(file).digest('hex');
  return {
    args: ['--build-arg', `DATABASE_AUTHORITIES=http://127.0.0.1:${port}/rds-global-bundle.pem`, '--build-arg', `DATABASE_AUTHORITIES_SHA256=${sum}`],
    close: () => void server.close(),
  };
}
