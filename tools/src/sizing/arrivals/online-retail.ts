import type { OrderFigures } from './order-figures.ts';

/** The figures of a real shop's orders, for whom the file is not at hand: they are what `--file` makes of it, by the rules of the replay. */
export const onlineRetail: OrderFigures = {
  source: 'Online Retail (Daqing Chen, UCI, doi 10.24432/C5BW33, CC BY 4.0), nine months to August 2011',
  orders: 12_383,
  lines: 306_718,
  pieces: 3_321_960,
  seconds: 23_619_840,
  minute: { at: '2011-05-10 15:05', orders: 6, lines: 208, pieces: 590 },
  hour: { at: '2011-05-10 15', orders: 32, lines: 1_216, pieces: 4_322 },
  ofOneBuyer: 9,
};
