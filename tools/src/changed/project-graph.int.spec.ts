import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { root } from '../start/root.ts';
import { changedImages } from './changed-images.ts';
import { imageNames, imageSources } from './image-sources.ts';
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
    for (const image of imageNames) expect([...imageSources[image]].filter((file) => !reach[image].has(file) || !existsSync(join(root, file)))).toEqual([]);
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

  it('has no test in an image, and nothing of the infrastructure', () => {
    const files = imageNames.flatMap((image) => [...reach[image]]);
    expect(files.filter((file) => /\.spec\.ts$|^infra\/|^e2e\/|^bench\//.test(file))).toEqual([]);
  });
});
