/** The price list of a currency: all markets that pay in it share one. */
export function priceListOf(currency: string): string {
  return currency.toLowerCase();
}
