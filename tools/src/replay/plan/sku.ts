/** The SKU of a stock code: in upper case, a blank within it written as a hyphen. */
export function skuOf(stockCode: string): string {
  return stockCode.toUpperCase().replace(/\s+/g, '-');
}
