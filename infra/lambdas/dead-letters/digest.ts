/** A parked queue, as it is and as it was a day ago. */
export interface Parked {
  readonly queue: string;
  readonly messages: number;
  readonly messagesBefore: number;
  /** Seconds since the oldest was sent; undefined if nobody knows. */
  readonly oldestAge?: number;
}

/** Days for which a parked queue keeps a message. */
export const KEPT_DAYS = 14;
/** Days after which one has to hurry. */
const HURRY_DAYS = 10;

/** What lies parked, the most urgent first; undefined if nothing does. No message is looked into: there are people in them. */
export function digestOf(environment: string, queues: readonly Parked[]): string | undefined {
  const parked = queues.filter(({ messages }) => messages > 0).sort((one, other) => (other.oldestAge ?? 0) - (one.oldestAge ?? 0));
  if (parked.length === 0) return undefined;
  const total = parked.reduce((sum, { messages }) => sum + messages, 0);
  return [`${environment}: ${total} ${total === 1 ? 'message lies' : 'messages lie'} parked.`, ...parked.map(lineOf), 'npx banyan redrive <module> takes them back, once what kept them out is mended.'].join('\n');
}

function lineOf({ queue, messages, messagesBefore, oldestAge }: Parked): string {
  const more = messages - messagesBefore;
  const change = more === 0 ? 'as many as yesterday' : `${Math.abs(more)} ${more > 0 ? 'more' : 'fewer'} than yesterday`;
  const days = oldestAge === undefined ? undefined : Math.floor(oldestAge / 86_400);
  const age = days === undefined ? '' : `, the oldest ${days} days old${days >= HURRY_DAYS ? ` and lost in ${Math.max(0, KEPT_DAYS - days)}` : ''}`;
  return `- ${queue}: ${messages}, ${change}${age}`;
}
