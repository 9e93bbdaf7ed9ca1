import type { HistoryEvent } from '../../history/index.ts';
import { events, rows, type Change } from '../testing/run.ts';
import { placingOf, type LaneEntry } from '../witnesses/lane-entry.ts';

/** The good run with one promise broken. */
export interface BadHistory {
  /** What is wrong with it. */
  readonly what: string;
  readonly changes: readonly Change[];
  /** The invariant that has to find it. */
  readonly broken: string;
  /** Others that it cannot but break as well. */
  readonly also?: readonly string[];
  /** Why it cannot. */
  readonly since?: string;
}

/** Says of an event or a row whether it is about an order. */
export const about = (orderId: string) => (one: object) => Object.values(one).some((value) => typeof value === 'string' && value.includes(orderId));

/** Says of an event whether it is one of these. */
export const event =
  (f: HistoryEvent['f'], k: HistoryEvent['k'], with_: object = {}) =>
  (one: HistoryEvent): boolean =>
    one.f === f && one.k === k && Object.entries(with_).every(([name, value]) => (one as unknown as Record<string, unknown>)[name] === value);

/** Forgets an order everywhere but at intake and in what shoppers saw. */
export const forgotten = (orderId: string): Change[] => [
  rows('orders').without(about(orderId)),
  rows('heard').without(about(orderId)),
  rows('lanes').changed((entry) => entry.kind === 'applied' && entry.messageId.includes(orderId), { messageId: placingOf('nothing') }),
];

/** Says of an entry of a lane whether it carries an order out. */
export const placed = (orderId: string) => (entry: LaneEntry) => entry.kind === 'applied' && entry.messageId === placingOf(orderId);

/** Two orders change places in their lane. */
export const swapped = (one: string, other: string) =>
  rows('lanes').changed((entry) => placed(one)(entry) || placed(other)(entry), (entry) => ({ messageId: placingOf(placed(one)(entry) ? other : one) }));

/** Intake may change its way from just before one order is sent until just after another one is. @param late milliseconds after which that is noticed */
export const changeoverFrom =
  (first: string, last: string, late = 0): Change =>
  (run) => {
    const sent = (key: string) => run.history.events.find(event('submit', 'invoke', { key }))!.t;
    const stamp = { p: 'queue', op: 'queue-1', f: 'changeover' };
    const noticed = BigInt(late) * 1_000_000n;
    return events.with({ ...stamp, k: 'invoke', t: sent(first) - 1n + noticed, n: 1, late }, { ...stamp, k: 'ok', t: sent(last) + 1n + noticed, n: 2 })(run);
  };
