/** What shoppers are like in a run. */
export interface LoadShape {
  /** How many sessions there are, each with one request at a time. */
  readonly sessions: number;
  /** Different orders per second, of all together. */
  readonly perSecond: number;
  /** The share of the orders that one customer has for one product. */
  readonly hot: number;
  /** The share of the orders that are for something of which there is not enough. */
  readonly scarce: number;
}

/** Shoppers as they are unless a fault is about them. */
export const usualLoad: LoadShape = { sessions: 12, perSecond: 20, hot: 0, scarce: 0.05 };
