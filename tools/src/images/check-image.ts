import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../start/root.ts';
import { codeMistakes, lockOf, packageMistakes } from './contents.ts';
import { runContainer, type Container } from './container.ts';
import { images, type ImageName } from './images.ts';
import { questions } from './questions.ts';
import type { ImageStore } from './store.ts';
import { STATE_FOLDER, type Surroundings } from './surroundings.ts';

/** What was seen of an image. */
export interface Checked {
  /** Everything that is not as it must be. */
  readonly mistakes: readonly string[];
  /** What it answered when it was asked for something real. */
  readonly answered: string;
  /** Bytes, with the base image. */
  readonly size: number;
  /** Milliseconds until it was ready; for the migration, until it had ended. */
  readonly startedIn: number;
  /** Milliseconds from SIGTERM to its end; nothing for the migration. */
  readonly stoppedIn?: number;
}

/** Milliseconds to become ready, on a busy machine too. */
const patience = 300_000;

/** Seconds until a container that was told to stop is killed: above `SHUTDOWN_TIMEOUT_MS` as hosts have it by default. */
const killedAfter = 30;

/** Looks into an image that was built, runs it as it is run anywhere, and asks it for something real. */
export async function checkImage(store: ImageStore, name: ImageName, commit: string, around: Surroundings): Promise<Checked> {
  const image = `banyan/${name}`;
  const [config] = JSON.parse(await store.run('podman', ['image', 'inspect', image])) as readonly [Inspected];
  const inside = await contentMistakes(store, name, image);
  const told = around.hosts.find((host) => host.name === name);
  const container = await runContainer(store, { image, environment: told?.environment ?? around.migration, ...(told ? { readyUrl: told.readyUrl } : {}), patience });
  try {
    const answered = told || (await container.exitCode()) === 0 ? await questions[name](around) : `ended with ${await container.exitCode()}: ${await container.logs()}`;
    const running = told ? await runningMistakes(container, config.Healthcheck?.Test ?? []) : [];
    const stopped = told ? await container.stop(killedAfter) : undefined;
    const exitCode = stopped?.exitCode ?? (await container.exitCode());
    return {
      mistakes: [...configMistakes(config, name, commit), ...inside, ...running, ...(exitCode === 0 ? [] : [`It ended with exit code ${exitCode}:\n${await container.logs()}`])],
      answered,
      size: config.Size,
      startedIn: container.took,
      ...(stopped ? { stoppedIn: stopped.took } : {}),
    };
  } finally {
    await container.remove();
  }
}

interface Inspected {
  readonly Size: number;
  readonly User: string;
  readonly Labels: Readonly<Record<string, string>>;
  readonly Config: { readonly Volumes?: Readonly<Record<string, object>>; readonly Entrypoint?: readonly string[] };
  readonly Healthcheck?: { readonly Test: readonly string[] };
}

function configMistakes({ User, Labels, Config }: Inspected, name: ImageName, commit: string): readonly string[] {
  const { version } = lockOf(root)['']!;
  const expected = { 'org.opencontainers.image.title': `banyan/${name}`, 'org.opencontainers.image.version': version!, 'org.opencontainers.image.revision': commit };
  return [
    ...(User === '1000:1000' ? [] : [`It runs as '${User}' rather than as 1000:1000.`]),
    ...(Config.Volumes?.[STATE_FOLDER] ? [] : [`${STATE_FOLDER} is no volume of it.`]),
    ...(Config.Entrypoint?.[0] === '/usr/bin/tini' ? [] : ['Its entrypoint is not the init.']),
    ...Object.entries(expected).flatMap(([label, value]) => (Labels[label] === value ? [] : [`Its label ${label} is '${Labels[label]}' rather than '${value}'.`])),
  ];
}

/** The image holds the bundle of its host with its own modules, the packages that production takes, and nothing else of the workspace. */
async function contentMistakes(store: ImageStore, name: ImageName, image: string): Promise<readonly string[]> {
  const { folder, further, modules } = images[name];
  const folders = [folder, ...(further === undefined ? [] : [further])];
  const mounted = join(await store.run('podman', ['image', 'mount', image]), 'banyan');
  try {
    const [top = ''] = folder.split('/');
    const unexpected = [
      ...without(readdirSync(mounted), ['node_modules', top]),
      ...without(readdirSync(join(mounted, top)), folders.map((one) => one.slice(top.length + 1))),
      ...folders.flatMap((one) => without(readdirSync(join(mounted, one)), ['dist', 'package.json'])),
    ];
    return [...unexpected.map((entry) => `It holds ${entry}, which is no part of ${name}.`), ...codeMistakes(mounted, join(folder, 'dist'), modules), ...packageMistakes(mounted, lockOf(root))];
  } finally {
    await store.run('podman', ['image', 'unmount', image]);
  }
}

const without = (all: readonly string[], some: readonly string[]) => all.filter((one) => !some.includes(one));

/**
 * Who it runs as, what it can write to, and what its health check says. It is run like every command, and may take its time: a busy machine
 * does not make a container ill.
 */
async function runningMistakes(container: Container, [kind, ...health]: readonly string[]): Promise<readonly string[]> {
  const init = await container.run('cat', '/proc/1/comm');
  const user = await container.run('id', '-u');
  const writable = JSON.parse(await container.run('node', '-e', writableFolders)) as readonly string[];
  return [
    ...(init === 'tini' ? [] : [`Its first process is ${init} rather than tini.`]),
    ...(user === '1000' ? [] : [`It runs as ${user}.`]),
    ...(writable.join() === STATE_FOLDER ? [] : [`It can write to ${writable.join(', ') || 'nothing'}, rather than to ${STATE_FOLDER} alone.`]),
    ...(kind === 'CMD' ? await container.run(...health).then(() => [], () => ['Its health check says that it is not alive.']) : ['It has no health check.']),
  ];
}

/** Tries to write where anybody, or the user, might. */
const writableFolders = `const { writeFileSync, rmSync } = require('node:fs');
const tried = ['/', '/banyan', '/banyan/node_modules', '/tmp', '/var/tmp', '/run', '/home/node', '/usr/local/share', '${STATE_FOLDER}'];
console.log(JSON.stringify(tried.filter((folder) => { try { writeFileSync(folder + '/written', ''); rmSync(folder + '/written'); return true; } catch { return false; } })));`;
