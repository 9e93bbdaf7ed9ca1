import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { root } from '../start/root.ts';
import { changedImages } from './changed-images.ts';
import { imageNames, imageSources, pagesFolders, pagesNames, programNames } from './image-sources.ts';
import { reachOfImages, type Reach } from './project-graph.ts';

/** The real workspace, by its real imports. */
describe('what images of this workspace are made of', () => {
  let reach: Reach;
  beforeAll(async () => void (reach = await reachOfImages()));
  const changed = (...paths: string[]) => {
    for (const path of paths) expect([path, existsSync(join(root, path))]).toEqual([path, true]);
    return [...changedImages(paths, reach).keys()];
  };

  it('has every program that is said to be one', () => {
    for (const image of programNames) expect([...imageSources[image]].filter((file) => !reach[image].has(file) || !existsSync(join(root, file)))).toEqual([]);
  });

  it('takes a module to the monolith and to its own host, and to nobody else', () => {
    expect(changed('modules/orders/src/orders.module.ts')).toEqual(['monolith', 'orders']);
    expect(changed('modules/catalog/src/catalog.module.ts')).toEqual(['monolith', 'catalog']);
    expect(changed('modules/checkout/src/checkout.module.ts')).toEqual(['monolith']);
  });

  it('takes a migration to the command that migrates as well', () => {
    expect(changed('modules/orders/src/stores/migrations/create-orders.ts')).toEqual(['monolith', 'orders', 'migrate']);
  });

  it('takes what all hosts stand on to all hosts', () => {
    expect(changed('libs/host/src/run-host.ts')).toEqual(['monolith', 'orders', 'catalog']);
    expect(changed('package-lock.json')).toEqual([...imageNames]);
  });

  it('takes pages, their styles and what they stand on to the images of pages', () => {
    for (const pages of pagesNames) expect([pages, reach[pages].has(pagesFolders[pages])]).toEqual([pages, true]);
    expect(changed('apps/storefront/src/routes/+page.svelte')).toEqual(['storefront']);
    expect(changed('apps/console/src/routes/live/+server.ts')).toEqual(['console']);
    expect(changed('apps/console/src/styles/console.css')).toEqual(['console']);
    expect(changed('apps/storefront/vite.config.ts')).toEqual(['storefront']);
    expect(changed('tools/src/pages/build.ts')).toEqual(['storefront', 'console']);
    expect(changed('libs/pages/src/serve-pages.ts')).toEqual(['storefront', 'console']);
    expect(changed('libs/design/package.json')).toEqual(['storefront', 'console']);
  });

  it('has nothing in pages but what they stand on: the console says routes in the words of the control API, and shoppers never meet that', () => {
    const allPages = ['libs/contracts/', 'libs/design/', 'libs/pages/', 'tools/src/pages/'];
    expect([...reach.storefront].toSorted()).toEqual([pagesFolders.storefront, ...allPages]);
    expect([...reach.console].toSorted()).toEqual([pagesFolders.console, ...allPages, 'libs/control/', 'libs/strangler/'].toSorted());
  });

  it('has no test in an image, and nothing of the infrastructure', () => {
    const files = imageNames.flatMap((image) => [...reach[image]]);
    expect(files.filter((file) => /\.spec\.ts$|^infra\/|^e2e\/|^bench\//.test(file))).toEqual([]);
  });
});
