import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../../../..');

/** Everything that hosts are built from. */
export const productSources: readonly string[] = ['libs', 'modules', 'apps'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\/src\/.*\.ts$/.test(file) && !/\.(spec|testing)\.ts$|\/testing\/|\/migrations\/|node_modules|\/dist\//.test(file))
    .map((file) => readFileSync(join(root, folder, file), 'utf8')),
);

/** How often words stand in the product. */
export function placesOf(words: string): number {
  return productSources.reduce((count, source) => count + source.split(words).length - 1, 0);
}
