import { alteringProxy, type AlteringProxy } from './altering-proxy.ts';
import { liveShop, type LiveShop } from './live-shop.ts';
import { reachedBy } from './reached-by.ts';

/** A shop with a second monolith that reaches catalog's host by way of a proxy. */
export interface ShopWithProxy {
  readonly live: LiveShop;
  readonly target: AlteringProxy;
  /** Where the second monolith answers shoppers. */
  readonly url: string;
  discard(): Promise<void>;
}

/** Starts one. */
export async function shopWithProxy(): Promise<ShopWithProxy> {
  const live = await liveShop();
  const target = await alteringProxy(live.shop.hosts.find(({ name }) => name === 'catalog')!.url);
  const { url } = await live.further({ host: 'monolith', name: 'monolith-2', settings: reachedBy({ catalog: target.url }) });
  return {
    live,
    target,
    url,
    discard: async () => {
      await live.discard();
      await target.close();
    },
  };
}
