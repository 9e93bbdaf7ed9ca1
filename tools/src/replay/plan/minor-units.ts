/**
 * A price in whole minor units of its currency, half a unit rounded up: 2.55 pounds are 255 pence, 0.125 are 13,
 * 0.001 are none. Yen have no minor unit and stay yen.
 */
export function minorUnits(price: number, currency: string): number {
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  // The decimal point is moved in the text: multiplied, 1.005 would become 100.49999999999999.
  return Math.round(Number(`${price.toFixed(6)}e${digits}`));
}
