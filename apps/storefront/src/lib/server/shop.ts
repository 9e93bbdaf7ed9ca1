import { catalogue, type Catalogue } from './catalogue.ts';
import { mediaStoreAt } from './media/media-store-at.ts';
import type { MediaStore } from './media/media-store.ts';
import { settingsFrom } from './settings.ts';
import { shopApi, type ShopApi } from './shop-api.ts';
import { streams, type Streams } from './streams.ts';

/** What pages are made from. */
export interface Shop {
  readonly api: ShopApi;
  readonly goods: Catalogue;
  readonly pictures: MediaStore;
  /** The pages that follow an order just now. */
  readonly following: Streams;
}

/** Pages that may follow an order at once; those beyond ask now and then instead. */
const mostFollowing = 500;

/** @throws {Error} that lists what is wrong with the environment */
export function openShop(environment: Readonly<Record<string, string | undefined>>): Shop {
  const { shopApiUrl, media } = settingsFrom(environment);
  const api = shopApi(shopApiUrl);
  return { api, goods: catalogue(api), pictures: mediaStoreAt(media), following: streams(mostFollowing) };
}
