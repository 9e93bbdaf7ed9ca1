import type { Catalogue, Market } from './catalogue.ts';

/** What is known of where a shopper buys. */
export interface MarketWish {
  /** The market that was chosen, by its id. */
  readonly chosen: string | undefined;
  /** The languages that the browser asks for, `en-GB,en;q=0.9`. */
  readonly languages: string | null;
}

/** The market that the shopper has chosen, else the one that the browser's languages name, else the first one of the shop. @throws {Error} if the shop sells nowhere */
export async function chosenMarket(catalogue: Catalogue, wish: MarketWish): Promise<Market> {
  const market = wishedMarket(await catalogue.markets(), wish);
  if (!market) throw new Error('The shop sells in no market yet. Bring one in with catalog.importMarkets.');
  return market;
}

export function wishedMarket(markets: readonly Market[], { chosen, languages }: MarketWish): Market | undefined {
  const regions = [...(languages ?? '').matchAll(/[a-z]{2,3}-([A-Z]{2})\b/g)].map(([, region]) => region);
  const ids = [chosen, ...regions];
  return ids.map((wished) => markets.find(({ id }) => id === wished)).find((market) => market !== undefined) ?? markets[0];
}
