import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundleOf, changed, newest } from './bundles.ts';
import { root } from './root.ts';

/** The apps that show pages. */
export type PagesName = 'storefront' | 'console';

/** What they are made of, besides their own sources. */
const shared = ['contracts', 'control', 'design', 'pages'].map((lib) => join(root, 'libs', lib));

/**
 * Builds pages if they are missing or older than their sources.
 * @throws {Error} with the compiler's words
 */
export async function buildPages(name: PagesName, report: (line: string) => void): Promise<void> {
  const sources = join(root, 'apps', name);
  const newestSource = Math.max(...(await Promise.all([sources, ...shared].map(newest))), changed('package-lock.json'));
  if (changed(bundleOf(name)) >= newestSource) return;
  report(`Building ${name} …`);
  await runScript(join(root, 'tools', 'src', 'pages', 'build.ts'), `The ${name} could not be built. See \`node tools/src/pages/build.ts ${name}\``, name);
}

/** Runs a program of the workspace to its end. @throws {Error} with what it printed */
export async function runScript(program: string, failure: string, ...args: string[]): Promise<void> {
  try {
    await promisify(execFile)(process.execPath, ['--conditions=banyan-source', '--disable-warning=ExperimentalWarning', program, ...args], { cwd: root });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${failure}:\n${stdout ?? ''}${stderr ?? ''}`.trimEnd(), { cause: error });
  }
}
