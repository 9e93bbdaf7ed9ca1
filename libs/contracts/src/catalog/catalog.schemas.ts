import { Type, type Static } from 'typebox';
import { Amount, Currency, MarketId, Money, Quantity, Sku } from '../values.ts';

const Name = Type.String({ minLength: 1, maxLength: 200 });
export const PriceListId = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' });

/** Prices in one currency, which several markets may share. */
export const PriceList = Type.Object({ id: PriceListId, currency: Currency });
export type PriceList = Static<typeof PriceList>;

/** A country the shop sells to. Markets may share a price list; its currency is the market's. */
export const Market = Type.Object({ id: MarketId, name: Name, currency: Currency, priceList: PriceListId });
export type Market = Static<typeof Market>;

/** A product as one market sees it. */
export const Product = Type.Object({ sku: Sku, name: Name, brand: Name, price: Money, inStock: Type.Boolean() });
export type Product = Static<typeof Product>;

/** A product as an operator brings it in; it is sold where the market's price list has a price. */
export const ProductImport = Type.Object({
  sku: Sku,
  name: Name,
  brand: Name,
  stock: Type.Integer({ minimum: 0, maximum: 1_000_000_000 }),
  prices: Type.Array(Type.Object({ priceList: PriceListId, amount: Amount }), { maxItems: 200 }),
});
export type ProductImport = Static<typeof ProductImport>;

/** What the shop holds under a name that an import wants to give another meaning. */
export const ImportConflict = Type.Object({
  kind: Type.Union([Type.Literal('market'), Type.Literal('product')]),
  id: Type.String(),
  field: Type.String(),
  held: Type.String(),
  wanted: Type.String(),
});
export type ImportConflict = Static<typeof ImportConflict>;

export const PricedLine = Type.Object({ sku: Sku, name: Name, quantity: Quantity, unitPrice: Amount });
export type PricedLine = Static<typeof PricedLine>;

export const Quote = Type.Union([
  Type.Object({ outcome: Type.Literal('priced'), total: Money, lines: Type.Array(PricedLine) }),
  Type.Object({
    outcome: Type.Literal('refused'),
    reason: Type.Union([Type.Literal('unknownSku'), Type.Literal('notSoldInMarket')]),
    /** The first line, in the order given, that cannot be sold. */
    sku: Sku,
  }),
]);
export type Quote = Static<typeof Quote>;

export const Reservation = Type.Union([
  Type.Object({ outcome: Type.Literal('reserved') }),
  Type.Object({ outcome: Type.Literal('outOfStock'), sku: Sku }),
]);
export type Reservation = Static<typeof Reservation>;
