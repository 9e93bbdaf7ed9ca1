import { Type } from 'typebox';
import { contract, read, write, type ApiOf } from '../define/index.ts';
import { Instant, MarketId, OrderId, OrderLines, Sku } from '../values.ts';
import { assortmentOperations } from './assortment.operations.ts';
import { ImportConflict, Market, Product, ProductImport, Quote, Reservation } from './catalog.schemas.ts';

const unknownMarket = Type.Object({ market: MarketId });
const Page = { cursor: Type.Optional(Type.String({ maxLength: 200 })), limit: Type.Integer({ minimum: 1, maximum: 100 }) };
const Next = Type.Union([Type.String(), Type.Null()]);

/** Products, brands, markets, prices with their history, and stock. */
export const catalog = contract({
  name: 'catalog',
  description: 'Products, brands, markets, prices with their history, and stock.',
  version: '1.0.0',
  operations: {
    listMarkets: read({
      description: 'The markets the shop sells to, ordered by name.',
      input: Type.Object({}),
      output: Type.Object({ markets: Type.Array(Market) }),
      timeout: 2_000,
    }),

    searchProducts: read({
      description: 'Products with a price in the market, ordered by SKU. `q` is looked for in name and SKU, without case.',
      input: Type.Object({
        market: MarketId,
        q: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
        brand: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
        ...Page,
      }),
      output: Type.Object({ items: Type.Array(Product), next: Next }),
      errors: { unknownMarket, invalidCursor: Type.Object({}) },
      timeout: 2_000,
    }),

    getProduct: read({
      description: 'A product as one market sees it.',
      input: Type.Object({ market: MarketId, sku: Sku }),
      output: Product,
      errors: { unknownMarket, unknownProduct: Type.Object({ market: MarketId, sku: Sku }) },
      timeout: 2_000,
    }),

    quote: read({
      description: 'Prices as they were at the instant `at`; refuses with the first line that cannot be sold.',
      input: Type.Object({ market: MarketId, at: Instant, lines: OrderLines }),
      output: Quote,
      timeout: 5_000,
    }),

    reserveStock: write({
      description: 'Takes all lines from stock or none. Asked again for the same order, it gives the same answer.',
      input: Type.Object({ orderId: OrderId, lines: OrderLines }),
      output: Reservation,
      idempotencyKey: ({ orderId }) => orderId,
      timeout: 5_000,
      callers: ['customer', 'guest', 'module'],
    }),

    releaseStock: write({
      description: 'Puts back what the order took; without effect if it took nothing or has been put back.',
      input: Type.Object({ orderId: OrderId }),
      output: Type.Object({}),
      idempotencyKey: ({ orderId }) => orderId,
      timeout: 5_000,
      callers: ['customer', 'guest', 'module'],
    }),

    checkImport: read({
      description: 'Says in advance what an import would be refused for. At most 1,000 products a call.',
      input: Type.Object({
        markets: Type.Array(Market, { maxItems: 1_000 }),
        products: Type.Array(ProductImport, { maxItems: 1_000 }),
      }),
      output: Type.Object({ conflicts: Type.Array(ImportConflict) }),
      timeout: 30_000,
      callers: ['operator'],
      compare: { unordered: ['/conflicts'] },
    }),

    ...assortmentOperations,

    listStock: read({
      description: 'What was there at first and what is left, ordered by SKU: first − left is what orders hold.',
      input: Type.Object({ ...Page, limit: Type.Integer({ minimum: 1, maximum: 5_000 }) }),
      output: Type.Object({
        items: Type.Array(Type.Object({ sku: Sku, initial: Type.Integer(), onHand: Type.Integer() })),
        next: Next,
      }),
      errors: { invalidCursor: Type.Object({}) },
      timeout: 10_000,
      callers: ['operator'],
    }),
  },
  groups: { stock: ['reserveStock', 'releaseStock'] },
});
export type CatalogApi = ApiOf<typeof catalog>;
