import { Type, type TProperties } from 'typebox';
import * as values from '../values.ts';

/** An object that a shopper sends: a field it does not name is refused. */
export function closed<P extends TProperties>(properties: P, options: { readonly title?: string } = {}) {
  return Type.Object(properties, { ...options, additionalProperties: false });
}

/** Text of 1 to `maxLength` characters that any database and any log can hold. */
export function text(maxLength: number, { minLength = 1 }: { readonly minLength?: number } = {}) {
  return Type.String({
    minLength,
    maxLength,
    pattern: '^[^\\p{Cc}\\p{Cs}]*$',
    description: `Text of ${minLength} to ${maxLength} characters, without control characters.`,
  });
}

export const Sku = Type.String({
  ...values.Sku,
  description: 'A stock code in capitals, such as LMP-100: letters, digits, "_", "." and "-", up to 40. Small letters are not turned into capitals.',
});

export const MarketId = Type.String({
  ...values.MarketId,
  description: 'A market: a country’s two-letter code in capitals, such as GB, or a name such as channel-islands.',
});

export const Country = Type.String({
  ...values.MarketId,
  description: 'A country’s two-letter code in capitals, such as GB, or a name such as channel-islands.',
});

export const Email = Type.String({ format: 'email', maxLength: 254, description: 'An e-mail address, such as ada@example.org.' });
export const Quantity = Type.Integer({ ...values.Quantity, description: 'A whole number of pieces.' });
export const Amount = Type.Integer({ minimum: 0, description: 'Whole minor units of the currency: pence, cents, yen.' });
export const Money = Type.Object({ amount: Amount, currency: values.Currency }, { title: 'Money' });
export const OrderId = Type.String({ ...values.OrderId, description: 'An order’s id, as the answer to POST /orders names it.' });
export const CartId = Type.String({ pattern: '^crt_[A-Za-z0-9_-]{22}$', description: 'A cart’s id, as the answer to POST /carts names it.' });
export const OrderLine = closed({ sku: Sku, quantity: Quantity }, { title: 'OrderLine' });
export const Instant = values.Instant;

/** The query fields of a list in pages. */
export const page = {
  cursor: Type.Optional(
    Type.String({ minLength: 1, maxLength: 200, pattern: '^[!-~]+$', description: 'The next of the previous page; left out for the first.' }),
  ),
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 20, description: 'How many items a page has at most.' }),
};

/** The cursor of the next page; null on the last. */
export const Next = Type.Union([Type.String(), Type.Null()]);
