import { execFile } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './root.ts';

/** The program that a host runs. */
export function bundleOf(app: string): string {
  return join(root, 'apps', app, 'dist', 'main.js');
}

/**
 * Builds the hosts whose program is missing or older than its sources, one after the other.
 * @throws {Error} with the compiler's words
 */
export async function buildHosts(apps: readonly string[], report: (line: string) => void): Promise<void> {
  const shared = Math.max(...(await Promise.all(['libs', 'modules'].map((folder) => newest(join(root, folder))))));
  const configuration = Math.max(...['nest-cli.json', 'rspack.config.js', 'package-lock.json', 'tsconfig.base.json'].map(changed));
  for (const app of apps) {
    const own = await newest(join(root, 'apps', app));
    if (changed(bundleOf(app)) >= Math.max(shared, own, configuration)) continue;
    report(`Building ${app} …`);
    await build(app);
  }
}

async function build(app: string): Promise<void> {
  const nest = join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
  try {
    await promisify(execFile)(process.execPath, [nest, 'build', app], { cwd: root });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${app} could not be built. See \`npx nest build ${app}\`:\n${stdout ?? ''}${stderr ?? ''}`.trimEnd(), { cause: error });
  }
}

const changed = (file: string) => (existsSync(file) ? statSync(file).mtimeMs : 0);

/** When anything below the folder changed last, in milliseconds; what was built or installed does not count. */
async function newest(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true });
  const times = await Promise.all(
    entries
      .filter(({ name }) => name !== 'dist' && name !== 'node_modules')
      .map(async (entry) => {
        const path = join(folder, entry.name);
        return entry.isDirectory() ? newest(path) : (await stat(path)).mtimeMs;
      }),
  );
  return Math.max(0, ...times);
}
