import { execFile } from 'node:child_process';
import { existsSync, statSync, utimesSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './root.ts';

/** Commands that are built as hosts are, to be run without the workspace. */
const commands: ReadonlySet<string> = new Set(['migrate', 'extract']);

/** The program that a host runs, or one of the commands. */
export function bundleOf(app: string): string {
  return join(root, commands.has(app) ? 'tools' : 'apps', app, 'dist', 'main.js');
}

/**
 * Builds the hosts whose program is missing or older than its sources.
 * @throws {Error} with the compiler's words
 */
export async function buildHosts(apps: readonly string[], report: (line: string) => void): Promise<void> {
  const shared = Math.max(...(await Promise.all(['libs', 'modules'].map((folder) => newest(join(root, folder))))));
  const configuration = Math.max(...['nest-cli.json', 'rspack.config.js', 'package-lock.json', 'tsconfig.base.json'].map(changed));
  const own = await Promise.all(apps.map((app) => newest(commands.has(app) ? join(root, 'tools') : join(root, 'apps', app))));
  const stale = apps.filter((app, index) => changed(bundleOf(app)) < Math.max(shared, configuration, own[index]!));
  if (stale.length === 0) return;
  report(`Building ${stale.join(', ')} …`);
  await build(stale);
}

async function build(apps: readonly string[]): Promise<void> {
  const nest = join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
  try {
    await promisify(execFile)(process.execPath, [nest, 'build', ...apps], { cwd: root });
  } catch (error) {
    apps.forEach(distrust);
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`The hosts could not be built. See \`npx nest build ${apps.join(' ')}\`:\n${stdout ?? ''}${stderr ?? ''}`.trimEnd(), { cause: error });
  }
}

/** A build that was broken off by the failure of another may have left half a program: the next start builds it anew. */
function distrust(app: string): void {
  if (existsSync(bundleOf(app))) utimesSync(bundleOf(app), 0, 0);
}

/** When a file changed last, in milliseconds; 0 if there is none. */
export const changed = (file: string) => (existsSync(file) ? statSync(file).mtimeMs : 0);

/** What tools make within a package. */
const made: ReadonlySet<string> = new Set(['dist', 'node_modules', '.svelte-kit']);

/** When anything below the folder changed last, in milliseconds; what was built or installed does not count. */
export async function newest(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true });
  const times = await Promise.all(
    entries
      .filter(({ name }) => !made.has(name))
      .map(async (entry) => {
        const path = join(folder, entry.name);
        return entry.isDirectory() ? newest(path) : (await stat(path)).mtimeMs;
      }),
  );
  return Math.max(0, ...times);
}
