import type { Random } from './random.ts';

/** A product as the generated shop sells it. */
export interface Goods {
  readonly stockCode: string;
  readonly description: string;
  /** In pounds. */
  readonly price: number;
}

const looks = ['RED', 'BLUE', 'VINTAGE', 'WOODEN', 'IVORY', 'RETROSPOT', 'PINK', 'FRENCH', 'SILVER', 'JUMBO', 'PAPER', 'ENGLISH ROSE'] as const;
const things = ['LANTERN', 'CAKE TIN', 'TEA TOWEL', 'PHOTO FRAME', 'DOORMAT', 'LUNCH BAG', 'MUG', 'CANDLE, SET OF 3', 'PENCILS', 'HEART', 'CLOCK', '12" RULER'] as const;
const prices = [0.29, 0.42, 0.55, 0.85, 1.25, 1.65, 1.95, 2.1, 2.55, 2.95, 3.75, 4.25, 4.95, 7.95, 9.95, 12.75] as const;

/** Products with stock codes of five digits, some with a letter behind them: the first ones sell best. */
export function makeGoods(count: number, random: Random): Goods[] {
  return Array.from({ length: count }, (_, index) => ({
    stockCode: `${20_000 + index * 7}${random.happens(0.2) ? random.oneOf(['A', 'B', 'L', 'BL']) : ''}`,
    description: `${random.oneOf(looks)} ${random.oneOf(looks)} ${random.oneOf(things)}`,
    price: random.oneOf(prices),
  }));
}
