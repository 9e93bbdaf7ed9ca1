import type { TrafficAnswer, Flow } from '../../answers.ts';
import type { Moment, SideHistory } from '../../side-history.ts';

/** How operations did at each side, lately. */
export interface Latencies {
  /** Takes note of what flows; what comes sooner than five seconds after the last note is passed over. */
  note(traffic: TrafficAnswer): void;
  /** Home first, then the others by name. */
  of(address: string): SideHistory[];
}

/** Milliseconds between two notes, each of which is about the seconds since the one before; and how long a note is kept. */
const each = 5_000;
const kept = 15 * 60_000;
/** Sides of operations that are kept, so that memory is bounded. */
const most = 500;

export function latencies(): Latencies {
  const sides = new Map<string, { readonly address: string; readonly target: string | null; moments: Moment[] }>();
  let noted = -Infinity;
  return {
    note: ({ at, flows }) => {
      const now = Date.parse(at);
      if (!(now - noted >= each)) return;
      noted = now;
      for (const [key, same] of Map.groupBy(flows, ({ address, target }) => JSON.stringify([address, target]))) {
        const { address, target } = same[0]!;
        const side = sides.get(key) ?? { address, target, moments: [] };
        side.moments.push(momentOf(at, same));
        if (sides.has(key) || sides.size < most) sides.set(key, side);
      }
      for (const [key, side] of sides) {
        side.moments = side.moments.filter((moment) => Date.parse(moment.at) > now - kept);
        if (side.moments.length === 0) sides.delete(key);
      }
    },
    of: (wanted) =>
      [...sides.values()]
        .filter(({ address }) => address === wanted)
        .map(({ target, moments }) => ({ target, moments }))
        .sort((one, other) => (one.target ?? '').localeCompare(other.target ?? '')),
  };
}

/** Of all hosts that called: the median of most of the calls, and the p99 of the slowest host. */
function momentOf(at: string, flows: readonly Flow[]): Moment {
  const calls = ({ answered, refused, failed }: Flow) => answered + refused + failed;
  const sum = (count: (flow: Flow) => number) => flows.reduce((total, flow) => total + count(flow), 0);
  const busiest = flows.reduce((one, other) => (calls(other) > calls(one) ? other : one));
  const slowest = flows.reduce<number | null>((most, { p99 }) => (p99 === null ? most : Math.max(most ?? 0, p99)), null);
  return { at, rate: sum(calls), failed: sum(({ failed }) => failed), p50: busiest.p50, p99: slowest };
}
