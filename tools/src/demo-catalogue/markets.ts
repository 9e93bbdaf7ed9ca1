import type { Market } from '@banyan/contracts/catalog';

/** Six markets in five currencies; Germany and France share a price list, yen have no minor unit. */
export const demoMarkets: readonly Market[] = [
  { id: 'GB', name: 'United Kingdom', currency: 'GBP', priceList: 'gb-gbp' },
  { id: 'DE', name: 'Germany', currency: 'EUR', priceList: 'euro-eur' },
  { id: 'FR', name: 'France', currency: 'EUR', priceList: 'euro-eur' },
  { id: 'US', name: 'United States', currency: 'USD', priceList: 'us-usd' },
  { id: 'JP', name: 'Japan', currency: 'JPY', priceList: 'jp-jpy' },
  { id: 'SE', name: 'Sweden', currency: 'SEK', priceList: 'se-sek' },
];
