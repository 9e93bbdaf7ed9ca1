import { describe, expect, it } from '@jest/globals';
import { quoteOf, type Offer } from './quote.ts';

const mug: Offer = { name: 'Mug', unitPrice: 255, currency: 'GBP' };
const plate: Offer = { name: 'Plate', unitPrice: 0, currency: 'GBP' };
const lines = [
  { sku: 'MUG', quantity: 3 },
  { sku: 'PLATE', quantity: 2 },
];

describe('a quote', () => {
  it('prices each line and adds them up', () => {
    expect(quoteOf(lines, [mug, plate])).toEqual({
      outcome: 'priced',
      total: { amount: 765, currency: 'GBP' },
      lines: [
        { sku: 'MUG', name: 'Mug', quantity: 3, unitPrice: 255 },
        { sku: 'PLATE', name: 'Plate', quantity: 2, unitPrice: 0 },
      ],
    });
  });

  it.each<{ offers: Offer[]; reason: string; sku: string }>([
    { offers: ['unknownSku', plate], reason: 'unknownSku', sku: 'MUG' },
    { offers: [mug, 'notSoldInMarket'], reason: 'notSoldInMarket', sku: 'PLATE' },
    { offers: ['notSoldInMarket', 'unknownSku'], reason: 'notSoldInMarket', sku: 'MUG' },
  ])('is refused for the first line that cannot be sold: $offers', ({ offers, reason, sku }) => {
    expect(quoteOf(lines, offers)).toEqual({ outcome: 'refused', reason, sku });
  });
});
