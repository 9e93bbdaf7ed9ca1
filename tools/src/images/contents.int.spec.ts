import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildHosts } from '../start/bundles.ts';
import { buildPages } from '../start/pages.ts';
import { root } from '../start/root.ts';
import { codeMistakes, lockOf, packageMistakes, packagesLoadedBy, type Lock } from './contents.ts';
import { imageNames, images, type ImageName } from './images.ts';

interface Manifest {
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const manifestOf = async (folder: string) => JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8')) as Manifest;

describe.each(imageNames.map((name) => ({ name })))('the program of $name', ({ name }) => {
  const { folder, modules } = images[name];
  beforeAll(() => build(name));

  it('holds the code of its own modules, and of no other', () => {
    expect(codeMistakes(root, join(folder, 'dist'), modules)).toEqual([]);
  });

  it('is told apart from a program with another module in it', () => {
    expect(codeMistakes(root, join(folder, 'dist'), ['nothing'])).toEqual([...modules.map((module) => `The bundle holds code of modules/${module}.`), 'The bundle lacks the code of modules/nothing.']);
  });

  asksForWhatItLoads(folder);
});

/** As `npm start` builds it. */
function build(name: ImageName): Promise<void> {
  return name === 'storefront' || name === 'console' ? buildPages(name, () => undefined) : buildHosts([name], () => undefined);
}

describe('the further program of migrate', () => {
  beforeAll(() => buildHosts(['extract'], () => undefined));
  asksForWhatItLoads(images.migrate.further!);
});

function asksForWhatItLoads(folder: string): void {
  it('asks for exactly the packages that it loads, in the versions of the workspace', async () => {
    const { dependencies = {} } = await manifestOf(folder);
    const { dependencies: ofAll = {} } = await manifestOf('.');
    expect(Object.keys(dependencies).toSorted()).toEqual(packagesLoadedBy(join(root, folder, 'dist')));
    expect(dependencies).toEqual(Object.fromEntries(Object.keys(dependencies).map((dependency) => [dependency, ofAll[dependency]])));
  });

  it('asks for none that is for development only', () => {
    const lock = lockOf(root);
    expect(packagesLoadedBy(join(root, folder, 'dist')).filter((dependency) => lock[`node_modules/${dependency}`]?.dev)).toEqual([]);
  });
}

describe('the packages of a production folder', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'banyan-production-'));
    for (const [path, version] of [['pg', '1.0.0'], ['@scope/one', '1.0.0'], ['pg/node_modules/pg-types', '2.0.0'], ['jest', '1.0.0'], ['stray', '1.0.0']] as const) {
      const file = join(folder, 'node_modules', path, 'package.json');
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, JSON.stringify({ version }));
    }
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('are held against the lockfile: what it knows for development, in another version or not at all is named', () => {
    const lock: Lock = { 'node_modules/pg': { version: '1.0.0' }, 'node_modules/@scope/one': { version: '1.0.0' }, 'node_modules/pg/node_modules/pg-types': { version: '2.1.0' }, 'node_modules/jest': { version: '1.0.0', dev: true } };
    expect([...packageMistakes(folder, lock)].toSorted()).toEqual([
      'node_modules/jest is for development only.',
      'node_modules/pg/node_modules/pg-types is 2.0.0; package-lock.json says 2.1.0.',
      'node_modules/stray is not in package-lock.json.',
    ]);
  });
});
