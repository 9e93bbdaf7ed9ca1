/** An amount in minor units as people write it, exactly: 1999 pence are 19.99, 1999 yen stay 1999, 1999 fils of Kuwait are 1.999. */
export function inMajorUnits(amount: bigint, currency: string): string {
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const text = String(amount).padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
