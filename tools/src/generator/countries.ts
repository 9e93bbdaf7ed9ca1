/** A country that orders come from. */
export interface Country {
  readonly name: string;
  /** ISO 4217. */
  readonly currency: string;
  /** What a pound costs in that currency, roughly. */
  readonly perPound: number;
}

/** Names as the real data spells them; some are no countries. The earlier, the more orders. */
export const countries: readonly [Country, ...Country[]] = [
  { name: 'United Kingdom', currency: 'GBP', perPound: 1 },
  { name: 'Germany', currency: 'EUR', perPound: 1.15 },
  { name: 'France', currency: 'EUR', perPound: 1.15 },
  { name: 'EIRE', currency: 'EUR', perPound: 1.15 },
  { name: 'Netherlands', currency: 'EUR', perPound: 1.15 },
  { name: 'Channel Islands', currency: 'GBP', perPound: 1 },
  { name: 'Norway', currency: 'NOK', perPound: 13 },
  { name: 'Sweden', currency: 'SEK', perPound: 13 },
  { name: 'Switzerland', currency: 'CHF', perPound: 1.1 },
  { name: 'Australia', currency: 'AUD', perPound: 2 },
  { name: 'Japan', currency: 'JPY', perPound: 190 },
  { name: 'USA', currency: 'USD', perPound: 1.3 },
  { name: 'Unspecified', currency: 'GBP', perPound: 1 },
];
