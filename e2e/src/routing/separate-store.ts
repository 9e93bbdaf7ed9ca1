import { emptyDatabase, severableProxy, type SeverableProxy } from '@banyan/tools/testing';
import { liveShop, type LiveShop } from './live-shop.ts';

/** A shop whose way to its route store a test can cut, without cutting its modules' ways to their data. */
export interface ShopWithSeparateStore extends LiveShop {
  readonly wayToStore: Pick<SeverableProxy, 'cut' | 'mend'>;
}

const modules = ['catalog', 'orders', 'checkout', 'accounts', 'payments'];

/** Starts one on a database of its own. */
export async function shopWithSeparateStore(): Promise<ShopWithSeparateStore> {
  const database = await emptyDatabase();
  const wayToStore = await severableProxy(database.urlOf('routing'));
  const logins = Object.fromEntries(modules.map((module) => [`${module.toUpperCase()}_DATABASE_URL`, database.urlOf(module)]));
  const close = async () => {
    await wayToStore.close();
    await database.close();
  };
  try {
    const live = await liveShop({ DATABASE_URL: database.adminUrl, ...logins, ROUTING_DATABASE_URL: wayToStore.url, DATABASE_POOL: '4' });
    return {
      ...live,
      get shop() {
        return live.shop;
      },
      wayToStore,
      discard: async () => {
        await live.discard();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
