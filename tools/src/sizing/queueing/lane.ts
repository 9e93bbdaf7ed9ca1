/** One lane: calls that are executed one after the other (M/G/1), such as the orders of one buyer. */
export interface Lane {
  /** Calls a second. */
  readonly rate: number;
  /** Seconds that a call takes, on average. */
  readonly service: number;
  /** By how much calls differ: the standard deviation of their seconds over the mean. 0 if all take the same, 1 if exponential. */
  readonly variation: number;
}

/** Calls a second that a lane can keep up with, however many tasks there are. */
export function laneLimit({ service }: Pick<Lane, 'service'>): number {
  return 1 / service;
}

/** Seconds that a call waits for those before it, on average (Pollaczek and Khinchine); infinite where the lane cannot keep up. */
export function meanLaneWait({ rate, service, variation }: Lane): number {
  const utilisation = rate * service;
  return utilisation >= 1 ? Infinity : (utilisation * service * (1 + variation ** 2)) / (2 * (1 - utilisation));
}
