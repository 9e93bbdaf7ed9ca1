import type { Money } from './money.ts';

interface Line {
  readonly quantity: number;
  readonly product?: { readonly price: Money };
}

/** What the lines cost together; nothing for none. A line without a product counts for nothing. */
export function totalOf(lines: readonly Line[]): Money | undefined {
  const priced = lines.flatMap(({ quantity, product }) => (product ? [{ amount: product.price.amount * quantity, currency: product.price.currency }] : []));
  const [first] = priced;
  return first && { amount: priced.reduce((sum, { amount }) => sum + amount, 0), currency: first.currency };
}
