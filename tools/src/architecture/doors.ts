import { existsSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { root } from '../start/root.ts';

/** A way into a package: an entry of its package.json's `exports`. */
export interface Door {
  /** As importers write it. */
  readonly name: string;
  readonly broken: boolean;
  /** What the door should look like. */
  readonly sentence: string;
}

interface Manifest {
  readonly name: string;
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
}

/** Every door to code in the workspace, which styles are not. It is sound if its source exists and its build lies in `dist` where the source lies in `src`. */
export async function doors(): Promise<Door[]> {
  const found: Door[] = [];
  for await (const file of glob(['{apps,libs,modules}/*/package.json', 'libs/adapters/*/package.json', '{bench,e2e,infra,tools}/package.json'], { cwd: root })) {
    const manifest = JSON.parse(await readFile(join(root, file), 'utf8')) as Manifest;
    for (const [path, door] of Object.entries(manifest.exports ?? {})) {
      if (path.endsWith('.css')) continue;
      found.push(judge(manifest.name, dirname(file), path, typeof door === 'string' ? {} : door));
    }
  }
  return found;
}

function judge(packageName: string, folder: string, path: string, door: Readonly<Record<string, string>>): Door {
  const source = door['banyan-source'] ?? '';
  const built = source.replace(/^\.\/src\//, './dist/').replace(/\.ts$/, '');
  const sound = existsSync(join(root, folder, source)) && source.startsWith('./src/') && door['types'] === `${built}.d.ts` && door['default'] === `${built}.js`;
  return {
    name: join(packageName, path),
    broken: !sound,
    sentence: `${folder}/package.json, exports["${path}"]: "banyan-source" must name a file in ./src that exists, "types" and "default" the same file in ./dist, as .d.ts and .js.`,
  };
}
