import { join } from 'node:path';

/** What there is an image of. */
export type ImageName = 'monolith' | 'orders' | 'catalog' | 'storefront' | 'console' | 'migrate' | 'payment-provider';

/** What an image has to hold, and nothing beside. */
export interface ImageSpec {
  /** The package that it runs, from the workspace's folder. */
  readonly folder: string;
  /** A package with a further program that it can run instead. */
  readonly further?: string;
  /** The folders below `modules/` whose code may be in it. */
  readonly modules: readonly string[];
  /** For a process that goes on: the variable with the port on which it says that it is ready. */
  readonly readyAt?: 'INTERNAL_PORT' | 'PORT';
}

const allModules = ['accounts', 'catalog', 'checkout', 'orders', 'payments'];

export const images: Readonly<Record<ImageName, ImageSpec>> = {
  monolith: { folder: 'apps/monolith', modules: allModules, readyAt: 'INTERNAL_PORT' },
  orders: { folder: 'apps/orders', modules: ['orders'], readyAt: 'INTERNAL_PORT' },
  catalog: { folder: 'apps/catalog', modules: ['catalog'], readyAt: 'INTERNAL_PORT' },
  storefront: { folder: 'apps/storefront', modules: [], readyAt: 'PORT' },
  console: { folder: 'apps/console', modules: [], readyAt: 'PORT' },
  migrate: { folder: 'tools/migrate', further: 'tools/extract', modules: allModules },
  'payment-provider': { folder: 'apps/payment-provider', modules: [], readyAt: 'PORT' },
};

export const imageNames = Object.keys(images) as readonly ImageName[];

/** The program of an image, from the workspace's folder. */
export function programOf(name: ImageName): string {
  return join(images[name].folder, 'dist', 'main.js');
}
