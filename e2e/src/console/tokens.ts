import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ShopUnderTest } from '../shop-under-test.ts';

interface User {
  readonly name: string;
  readonly token: string;
}

/** Somebody who may change things, and somebody who may look. */
export interface Tokens {
  readonly operator: User;
  readonly viewer: User;
}

/** Those of a shop that runs. */
export async function tokensOf({ shop, folder }: ShopUnderTest): Promise<Tokens> {
  const { CONTROL_VIEWER_TOKEN } = JSON.parse(await readFile(join(folder, 'secrets.json'), 'utf8')) as { readonly CONTROL_VIEWER_TOKEN: string };
  return { operator: { name: 'Ada', token: shop.controlToken! }, viewer: { name: 'Vera', token: CONTROL_VIEWER_TOKEN } };
}
