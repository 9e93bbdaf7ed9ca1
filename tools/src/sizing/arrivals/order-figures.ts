/** What was ordered in some stretch of time. */
export interface Ordered {
  readonly orders: number;
  /** Products by order, each once. */
  readonly lines: number;
  readonly pieces: number;
}

/** A stretch of time with what was ordered in it: `at` is its beginning, by the clock of the shop, `2011-05-10 15:05`. */
export interface Stretch extends Ordered {
  readonly at: string;
}

/** What a file of orders says about when they arrive. Its clock goes by minutes, so that nothing shorter can be told. */
export interface OrderFigures extends Ordered {
  /** Where the orders are from. */
  readonly source: string;
  /** From the first order to the last, nights and Sundays included. */
  readonly seconds: number;
  /** The minute and the hour with the most orders; of several those with the most lines. */
  readonly minute: Stretch;
  readonly hour: Stretch;
  /** Orders of the busiest customer in one hour; of guests nobody can tell who they are. */
  readonly ofOneBuyer: number;
}
