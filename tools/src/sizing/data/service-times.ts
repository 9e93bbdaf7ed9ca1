/** What one piece of work costs: seconds of CPU, user and system, in each process, and what the database does for it. */
export interface Cost {
  readonly monolith: number;
  readonly orders: number;
  readonly catalog: number;
  /** PostgreSQL, all its processes. */
  readonly database: number;
  /** Commits that write; those of mere reads write nothing. */
  readonly commits: number;
  /** Bytes of the write-ahead log. */
  readonly log: number;
  /** Calls and events that inboxes receive: with SQS each is a message. */
  readonly messages: number;
}

/** An order's cost at two sizes, between and beyond which it is taken to grow evenly with the lines. */
export interface OrderCosts {
  readonly small: { readonly lines: number; readonly cost: Cost };
  readonly large: { readonly lines: number; readonly cost: Cost };
}

export interface ServiceTimes {
  /** How, when and on what they were measured. */
  readonly source: string;
  /** From `POST /orders` to its 202, and the message on its way. */
  readonly accept: OrderCosts;
  /** From the message to the end: catalogue, payment, the order's events and the shopper's view of it. */
  readonly execute: OrderCosts;
  /** A page of 24 products. */
  readonly read: Cost;
  /** Seconds for which an order takes its lane, elapsed and on loopback, without what the payment company takes. */
  readonly inLane: number;
}

/** What `npm run bench -- service-times` printed, with orders of 1 and of 25 lines: of three runs, the middle of each figure. */
export const serviceTimes: ServiceTimes = {
  source: 'npm run bench -- service-times, 30 November 2026, two virtual cores that others used too (load 10 to 18); time in a lane: docs/measurements.md',
  accept: {
    small: { lines: 1, cost: { monolith: 0.00115, orders: 0, catalog: 0, database: 0.00108, commits: 0.2, log: 4_400, messages: 0 } },
    large: { lines: 25, cost: { monolith: 0.00115, orders: 0, catalog: 0, database: 0.00107, commits: 0.3, log: 5_450, messages: 0 } },
  },
  execute: {
    small: { lines: 1, cost: { monolith: 0.00309, orders: 0.00397, catalog: 0.00101, database: 0.00532, commits: 9.9, log: 18_100, messages: 3 } },
    large: { lines: 25, cost: { monolith: 0.0037, orders: 0.00475, catalog: 0.00117, database: 0.00725, commits: 9.9, log: 39_600, messages: 3 } },
  },
  read: { monolith: 0.00054, orders: 0, catalog: 0.00053, database: 0.00045, commits: 0, log: 0, messages: 0 },
  inLane: 0.026,
};
