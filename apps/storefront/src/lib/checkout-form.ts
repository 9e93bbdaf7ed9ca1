import type { OrderLine } from './order-line.ts';

/** What a shopper fills in to order. */
export interface CheckoutFields {
  readonly email: string;
  readonly name: string;
  readonly line1: string;
  readonly line2: string;
  readonly city: string;
  readonly postcode: string;
  readonly country: string;
  readonly payment: string;
}
export type CheckoutField = keyof CheckoutFields;

/** What is wrong with which field, in words that say what would be right. */
export type FieldMistakes = Readonly<Partial<Record<CheckoutField, string>>>;

const missing: FieldMistakes = {
  email: 'Fill in your e-mail address, such as ada@example.org.',
  name: 'Fill in your name.',
  line1: 'Fill in street and number.',
  city: 'Fill in your town or city.',
  postcode: 'Fill in your postcode.',
  country: 'Choose a country.',
  payment: 'Choose how to pay.',
};

/** Every field that is still empty and must not be. @param guest whether an e-mail address is needed */
export function emptyFields(fields: CheckoutFields, { guest }: { readonly guest: boolean }): FieldMistakes {
  const needed = (Object.keys(missing) as CheckoutField[]).filter((field) => field !== 'email' || guest);
  return Object.fromEntries(needed.filter((field) => fields[field] === '').map((field) => [field, missing[field]]));
}

const places: Readonly<Record<string, CheckoutField>> = {
  '/email': 'email',
  '/shipTo/name': 'name',
  '/shipTo/line1': 'line1',
  '/shipTo/line2': 'line2',
  '/shipTo/city': 'city',
  '/shipTo/postcode': 'postcode',
  '/shipTo/country': 'country',
  '/payment/token': 'payment',
};

const unfit: FieldMistakes = { ...missing, email: 'This is no e-mail address; write it such as ada@example.org.', postcode: 'A postcode has up to 20 characters.' };

/** The fields in which the shop found mistakes. */
export function refusedFields(errors: readonly { readonly pointer: string }[]): FieldMistakes {
  return Object.fromEntries(
    errors.flatMap(({ pointer }) => {
      const field = places[pointer];
      return field ? [[field, unfit[field] ?? 'Write up to 200 ordinary characters.']] : [];
    }),
  );
}

/** The lines that the page showed, as it sends them along: what was seen is what is ordered. */
export function linesSeen(skus: readonly string[], quantities: readonly string[]): OrderLine[] {
  return skus.map((sku, index) => ({ sku, quantity: Number(quantities[index]) }));
}
