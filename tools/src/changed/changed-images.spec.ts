import { describe, expect, it } from '@jest/globals';
import { changedImages } from './changed-images.ts';
import { imageNames } from './image-sources.ts';
import type { Reach } from './project-graph.ts';

const reach: Reach = {
  monolith: new Set(['apps/monolith/src/main.ts', 'modules/orders/src/index.ts', 'modules/catalog/src/index.ts', 'libs/contracts/src/money.ts']),
  orders: new Set(['apps/orders/src/main.ts', 'modules/orders/src/index.ts', 'libs/contracts/src/money.ts']),
  catalog: new Set(['apps/catalog/src/main.ts', 'modules/catalog/src/index.ts', 'libs/contracts/src/money.ts']),
  storefront: new Set(['apps/storefront/', 'libs/pages/', 'libs/contracts/', 'tools/src/pages/']),
  console: new Set(['apps/console/', 'libs/pages/', 'libs/contracts/', 'libs/design/', 'tools/src/pages/']),
  migrate: new Set(['tools/src/migrate/main.ts', 'modules/orders/src/stores/migrations.ts']),
};
const changed = (...paths: string[]) => [...changedImages(paths, reach).keys()];

describe('the images that a change makes other than they were', () => {
  it.each([
    ['a source, where a program imports it', 'modules/orders/src/index.ts', ['monolith', 'orders']],
    ['a migration, in the command that migrates', 'modules/orders/src/stores/migrations.ts', ['migrate']],
    ['what all of them share', 'libs/contracts/src/money.ts', ['monolith', 'orders', 'catalog', 'storefront', 'console']],
    ['a page, which no program imports', 'apps/storefront/src/routes/+page.svelte', ['storefront']],
    ['a source of pages, though it is gone', 'apps/console/src/routes/gone/+server.ts', ['console']],
    ['what is served as it is', 'apps/storefront/static/favicon.svg', ['storefront']],
    ['a package that both kinds of pages stand on', 'libs/pages/src/serve-pages.ts', ['storefront', 'console']],
    ['a package of one of them', 'libs/design/src/tokens.css', ['console']],
    ['what builds pages', 'tools/src/pages/build.ts', ['storefront', 'console']],
    ['another file of the tools: whoever has a source of theirs', 'tools/src/settings.json', ['migrate']],
    ['a test of pages: none', 'apps/storefront/src/lib/money.spec.ts', []],
    ['a source that no program imports: none', 'modules/orders/src/unused.ts', []],
    ['a file that a package may read: whoever has the package', 'modules/orders/src/stores/countries.json', ['monolith', 'orders', 'migrate']],
    ['the manifest of a package', 'modules/catalog/package.json', ['monolith', 'catalog']],
    ['the lockfile: all', 'package-lock.json', [...imageNames]],
    ['the Dockerfile: all', 'Dockerfile', [...imageNames]],
    ['what nobody here has heard of: all', 'settings.toml', [...imageNames]],
    ['prose: none', 'docs/guides/aws.md', []],
    ['a README within a package: none', 'modules/orders/README.md', []],
    ['a test: none', 'modules/orders/src/index.spec.ts', []],
    ['infrastructure: none', 'infra/src/main.ts', []],
  ])('has %s', (_what, path, images) => expect(changed(path)).toEqual(images));

  it('says of each image which files made it so', () => {
    expect(changedImages(['docs/a.md', 'modules/catalog/src/index.ts', 'apps/catalog/src/main.ts'], reach).get('catalog')).toEqual(['modules/catalog/src/index.ts', 'apps/catalog/src/main.ts']);
  });

  it('has none where nothing was changed', () => expect(changed()).toEqual([]));

  it('counts what a program imports, whatever it is called', () => {
    const strange: Reach = { ...reach, orders: new Set(['modules/orders/src/testing/clock.ts']) };
    expect([...changedImages(['modules/orders/src/testing/clock.ts'], strange).keys()]).toEqual(['orders']);
  });
});
