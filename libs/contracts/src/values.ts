import { Type, type Static } from 'typebox';

/** Integer minor units (pence, cents, yen) of an ISO 4217 currency. */
export const Amount = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
export const Currency = Type.String({ pattern: '^[A-Z]{3}$' });
export const Money = Type.Object({ amount: Amount, currency: Currency });
export type Money = Static<typeof Money>;

/** A stock code, always in upper case. */
export const Sku = Type.String({ pattern: '^[A-Z0-9][A-Z0-9_.-]{0,39}$' });

/** A country's ISO 3166-1 alpha-2 code where there is one, else a slug such as `channel-islands`. */
export const MarketId = Type.String({ pattern: '^([A-Z]{2}|[a-z][a-z0-9-]{2,39})$' });

/** Real invoices go up to 100,000 pieces of one product. */
export const Quantity = Type.Integer({ minimum: 1, maximum: 100_000 });
export const OrderLine = Type.Object({ sku: Sku, quantity: Quantity });
export type OrderLine = Static<typeof OrderLine>;

/** An order's or a cart's lines, up to 1,200 of them as the longest real invoices have; lines with the same SKU count as one. */
export const OrderLines = Type.Array(OrderLine, { minItems: 1, maxItems: 1_200 });

export const Instant = Type.String({ format: 'date-time' });
export const OrderId = Type.String({ pattern: '^ord_[A-Za-z0-9_-]{23,40}$' });

/**
 * Whose order it is, without saying who that is: a customer's id, or a guest's e-mail address put through a
 * keyed hash. Orders of the same buyer are processed in sequence.
 */
export const Buyer = Type.String({ pattern: '^(cus|gst)_[A-Za-z0-9_-]{8,64}$' });
