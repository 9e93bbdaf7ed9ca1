/**
 * The names of lanes. A caller's calls of a module wait in `checkout>orders/<key>`, an event in `orders.orderChanged/<key>`,
 * and each subscriber's copies of it in `orders.orderChanged>checkout.recordOrderChange/<key>`.
 */

/** The lane of one module's calls of another, for an ordering key. */
export function callLane(from: string, module: string, key: string): string {
  return `${from}>${module}/${key}`;
}

/** The lane of an event, for an ordering key. */
export function eventLane(event: string, key: string): string {
  return `${event}/${key}`;
}

/** The lane in which a subscriber gets its copies of what waits in an event's lane: one which is behind does not hold up another. */
export function subscriberLane(lane: string, operation: string): string {
  const slash = lane.indexOf('/');
  return `${lane.slice(0, slash)}>${operation}${lane.slice(slash)}`;
}

/** The ordering key of a lane. */
export function keyOfLane(lane: string): string {
  return lane.slice(lane.indexOf('/') + 1);
}

/** Where the calls of an inbox's lane come from. */
export interface OutboxLane {
  /** The module whose outbox it is. */
  readonly module: string;
  readonly lane: string;
}

/** The outbox lane from which a lane of an inbox is filled. */
export function outboxLaneOf(inboxLane: string): OutboxLane {
  const slash = inboxLane.indexOf('/');
  const from = inboxLane.slice(0, slash).split('>')[0] ?? '';
  const [module = '', event] = from.split('.');
  return { module, lane: event === undefined ? inboxLane : from + inboxLane.slice(slash) };
}
