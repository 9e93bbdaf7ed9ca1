/** A decimal number as a fraction, so that multiplying by it is exact. */
export interface StockFactor {
  readonly numerator: number;
  readonly denominator: number;
}

/** Everything that the file sells, and no piece more. */
export const exactStock: StockFactor = { numerator: 1, denominator: 1 };

/** Reads a factor such as `0.95`, with up to six decimals; undefined for anything else. */
export function stockFactor(text: string): StockFactor | undefined {
  if (!/^\d{1,4}(\.\d{1,6})?$/.test(text)) return undefined;
  const decimals = text.split('.')[1]?.length ?? 0;
  return { numerator: Number(text.replace('.', '')), denominator: 10 ** decimals };
}

/** The stock of a product of which the file sells this many: the floor of their product. */
export function stockOf(sold: number, { numerator, denominator }: StockFactor): number {
  return Math.floor((sold * numerator) / denominator);
}
