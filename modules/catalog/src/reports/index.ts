import type { ModuleReports } from '@banyan/reporting/extract';

const sku = { type: 'text', means: 'The product.' } as const;
const priceList = { type: 'text', means: 'The price list.' } as const;

/** What catalog gives to reports. It knows no people. */
export const reports: ModuleReports = {
  module: 'catalog',
  extracts: [
    { table: 'price_list', holds: 'a price list', key: ['id'], columns: { id: priceList, currency: { type: 'text', means: 'Its currency, by ISO 4217.' } } },
    {
      table: 'market',
      holds: 'a market',
      key: ['id'],
      columns: { id: { type: 'text', means: 'The market: an ISO 3166-1 country where there is one.' }, name: { type: 'text', means: 'What it is called.' }, price_list: priceList },
    },
    { table: 'product', holds: 'a product', key: ['sku'], columns: { sku, name: { type: 'text', means: 'What it is called.' }, brand: { type: 'text', means: 'Its brand.' } } },
    {
      table: 'price',
      holds: 'a price, until the next one of its product and list',
      key: ['sku', 'price_list', 'valid_from'],
      columns: {
        sku,
        price_list: priceList,
        valid_from: { type: 'instant', means: 'Since when; missing for the first one, which always held.', optional: true },
        amount: { type: 'bigint', means: 'In minor units of the list’s currency.' },
      },
    },
    {
      table: 'stock',
      holds: 'how much of a product there is',
      key: ['sku'],
      columns: { sku, initial: { type: 'integer', means: 'Pieces that were brought in.' }, on_hand: { type: 'integer', means: 'Pieces that are left.' } },
    },
    {
      table: 'movement',
      holds: 'pieces that an order took or gave back',
      key: ['order_id', 'sku', 'kind'],
      columns: {
        order_id: { type: 'text', means: 'The order.' },
        sku,
        kind: { type: 'text', means: 'reserved or released.' },
        quantity: { type: 'integer', means: 'Pieces.' },
        moved_at: { type: 'instant', means: 'When.' },
      },
    },
  ],
};
