import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../start/root.ts';

/**
 * Makes the folder of the app that the command line names the current one, as compilers of pages want it; ends with exit code 2 if it names none.
 * @returns its name
 */
export function enterApp(): string {
  const [name = ''] = process.argv.slice(2);
  const folder = join(root, 'apps', name);
  if (!existsSync(join(folder, 'vite.config.ts'))) {
    process.stderr.write(`'${name}' is no app with pages. Name one: storefront or console.\n`);
    process.exit(2);
  }
  process.chdir(folder);
  return name;
}
