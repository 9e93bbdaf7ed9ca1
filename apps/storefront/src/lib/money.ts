/** An amount in whole minor units: pence, cents, yen. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** A price as people write it: £89.00, ¥15,800. */
export function priceText({ amount, currency }: Money): string {
  const format = new Intl.NumberFormat('en-GB', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
