import { latencyQuantile, type HostReport, type Tally } from '@banyan/strangler';

/** The calls of one operation from one host to one side, over the last seconds. */
export interface Flow {
  /** The host that called. */
  readonly host: string;
  readonly address: string;
  /** The host that answered; null for home. */
  readonly target: string | null;
  /** Calls in a second: those that were answered, refused as the contract says, or failed. */
  readonly answered: number;
  readonly refused: number;
  readonly failed: number;
  /** Milliseconds that half of the calls, and 99 in 100, did not exceed; null where none was timed. */
  readonly p50: number | null;
  readonly p99: number | null;
}

/** Counts of calls, and the seconds in which they came. */
interface Counted extends Pick<Flow, 'host' | 'address' | 'target' | 'answered' | 'refused' | 'failed'> {
  readonly latencies: Readonly<Record<number, number>>;
}

type Counts = Pick<Counted, 'answered' | 'refused' | 'failed' | 'latencies'>;

const nothing: Counts = { answered: 0, refused: 0, failed: 0, latencies: {} };

/**
 * What flowed between two looks at the reports. An instance that was not there before has counted since it started; one
 * that has not reported since has let nothing flow.
 * @param seconds between the two looks, for instances that were not there before
 */
export function flowsBetween(before: readonly HostReport[], after: readonly HostReport[], seconds: number): Flow[] {
  const known = new Map(before.map((report) => [report.instance, report]));
  const counted = after.flatMap((report) => countedSince(known.get(report.instance), report, seconds));
  return [...Map.groupBy(counted, ({ host, address, target }) => JSON.stringify([host, address, target])).values()]
    .map(flowOf)
    .filter(({ answered, refused, failed }) => answered + refused + failed > 0)
    .sort((one, other) => (one.address < other.address ? -1 : one.address > other.address ? 1 : 0));
}

/** Per second, so that instances that reported at different moments can be added up. */
function countedSince(before: HostReport | undefined, after: HostReport, seconds: number): Counted[] {
  const took = before ? (Date.parse(after.at) - Date.parse(before.at)) / 1_000 : seconds;
  if (took <= 0) return [];
  const known = new Map(before?.tallies.map((tally) => [keyOf(tally), tally]));
  return after.tallies.map((tally) => {
    const { answered, refused, failed, latencies } = difference(known.get(keyOf(tally)) ?? nothing, tally);
    const { address, target } = tally;
    return { host: after.host, address, target, answered: answered / took, refused: refused / took, failed: failed / took, latencies };
  });
}

function keyOf({ version, address, target }: Tally): string {
  return JSON.stringify([version, address, target]);
}

function difference(before: Counts, after: Counts): Counts {
  const latencies: Record<number, number> = {};
  for (const [bucket, count] of Object.entries(after.latencies)) {
    const more = count - (before.latencies[Number(bucket)] ?? 0);
    if (more > 0) latencies[Number(bucket)] = more;
  }
  return { answered: after.answered - before.answered, refused: after.refused - before.refused, failed: after.failed - before.failed, latencies };
}

function flowOf(counted: readonly Counted[]): Flow {
  const [{ host, address, target }] = counted as [Counted, ...Counted[]];
  const sum = (count: (one: Counted) => number) => counted.reduce((total, one) => total + count(one), 0);
  const latencies: Record<number, number> = {};
  for (const one of counted) for (const [bucket, count] of Object.entries(one.latencies)) latencies[Number(bucket)] = (latencies[Number(bucket)] ?? 0) + count;
  return {
    host,
    address,
    target,
    answered: sum((one) => one.answered),
    refused: sum((one) => one.refused),
    failed: sum((one) => one.failed),
    p50: latencyQuantile(latencies, 0.5) ?? null,
    p99: latencyQuantile(latencies, 0.99) ?? null,
  };
}
