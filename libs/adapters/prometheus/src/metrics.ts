import type { BreakerReading, BreakerState, ShadowTally, Tally } from '@banyan/strangler';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { latencyHistogram } from './latency-histogram.ts';
import { counterOf, gaugeOf, histogramOf, type Sample } from './snapshot-metrics.ts';

/** What is counted in a host anyway; each is asked once for a scrape and metric. */
export interface MetricSources {
  /** The name of the host, which is its own calls' target. */
  readonly host: string;
  /** The name of the host that `local` means. */
  readonly home: string;
  /** Calls that this host made. */
  readonly calls: () => readonly Tally[];
  /** Calls that other hosts made here. */
  readonly served: () => readonly Tally[];
  /** Attempts at deferred calls. */
  readonly deferred: () => readonly Tally[];
  readonly shadows: () => readonly ShadowTally[];
  readonly breakers: () => readonly BreakerReading[];
  /** The route table in force; 0 while there is none. */
  readonly routeVersion: () => number;
  /** Spans that could not be sent. */
  readonly spansDropped: () => number;
  /** By module, how many lanes of its inbox wait or are in hand, and how many are parked. */
  readonly backlogs: () => Promise<ReadonlyMap<string, LaneCounts>>;
}

interface LaneCounts {
  readonly waiting: number;
  readonly inHand: number;
  readonly parked: number;
}

/** A host's metrics, collected when they are asked for. */
export interface Metrics {
  readonly contentType: string;
  /** In Prometheus' text format 0.0.4. */
  text(): Promise<string>;
}

const STATES: Readonly<Record<BreakerState, number>> = { closed: 0, halfOpen: 1, open: 2 };
const SIDE = ['operation', 'target', 'version'] as const;

/**
 * The metrics of one host. Labels are operations, hosts, outcomes and the newest versions of the routes that the tallies
 * keep, so their number is bounded by contracts and settings: nothing that comes with a request becomes a label.
 */
export function prometheusMetrics(sources: MetricSources): Metrics {
  const registry = new Registry();
  const { host, home, calls, served, deferred, shadows, breakers, routeVersion, spansDropped, backlogs } = sources;
  collectDefaultMetrics({ register: registry });

  const callsLabels = [...SIDE, 'outcome'];
  counterOf({ registry, name: 'banyan_calls_total', help: 'Calls by operation, target, version of the routes and outcome; only failed is a fault of the target.', labels: callsLabels }, () =>
    outcomesOf(calls(), (tally) => sideOf(tally, home)),
  );
  histogramOf(
    { registry, name: 'banyan_call_seconds', help: 'How long calls took. Of calls that a host makes to itself under a plain route one in 64 is timed, of all others each; the sum is known to within 3 %.', labels: SIDE },
    () => latenciesOf(calls(), (tally) => sideOf(tally, home)),
  );

  counterOf({ registry, name: 'banyan_served_calls_total', help: 'Calls of other hosts that were answered here, by outcome.', labels: ['operation', 'version', 'outcome'] }, () =>
    outcomesOf(served(), operationOf),
  );
  counterOf({ registry, name: 'banyan_deferred_calls_total', help: 'Attempts at deferred calls here, by outcome; a failed one is made again.', labels: ['operation', 'version', 'outcome'] }, () =>
    outcomesOf(deferred(), operationOf),
  );
  histogramOf({ registry, name: 'banyan_deferred_call_seconds', help: 'How long attempts at deferred calls took; the sum is known to within 3 %.', labels: ['operation', 'version'] }, () =>
    latenciesOf(deferred(), operationOf),
  );

  for (const [name, field, help] of SHADOWS) {
    counterOf({ registry, name: `banyan_shadow_${name}_total`, help, labels: SIDE }, () =>
      shadows().map((tally) => ({ labels: { operation: tally.address, target: tally.target, version: tally.version }, value: tally[field] })),
    );
  }

  gaugeOf({ registry, name: 'banyan_breaker_state', help: 'The breaker of an operation at a target: 0 closed, 1 half-open, 2 open.', labels: ['target', 'operation'] }, () =>
    breakers().map(({ target, address, state }) => ({ labels: { target, operation: address }, value: STATES[state] })),
  );
  gaugeOf({ registry, name: 'banyan_route_version', help: 'The version of the routes in force in this host; 0 until it has some.', labels: ['host'] }, () => [{ labels: { host }, value: routeVersion() }]);
  counterOf({ registry, name: 'banyan_trace_spans_dropped_total', help: 'Spans that were not sent: too many waited, or the collector did not take them.', labels: [] }, () => [
    { labels: {}, value: spansDropped() },
  ]);

  for (const [state, field, help] of LANES) {
    gaugeOf({ registry, name: `banyan_lanes_${state}`, help, labels: ['module'] }, async () => [...(await backlogs())].map(([module, counts]) => ({ labels: { module }, value: counts[field] })));
  }

  return { contentType: registry.contentType, text: () => registry.metrics() };
}

const LANES = [
  ['waiting', 'waiting', 'Lanes of a module’s inbox that are due, or will be after a failure; the same in each host that runs the module.'],
  ['in_hand', 'inHand', 'Lanes of a module’s inbox that a host executes.'],
  ['parked', 'parked', 'Lanes of a module’s inbox that go on only once an operator says how.'],
] as const satisfies readonly (readonly [string, keyof LaneCounts, string])[];

const SHADOWS = [
  ['compared', 'compared', 'Shadow calls whose outcome was compared with home’s.'],
  ['mismatched', 'mismatched', 'Compared shadow calls that differed.'],
  ['failed', 'failed', 'Shadow calls that came to nothing at the target.'],
  ['dropped', 'dropped', 'Shadow calls that were due but not made, since too many waited.'],
  ['noise_compared', 'noiseCompared', 'Calls that were repeated at home and compared, to know the noise.'],
  ['noise_mismatched', 'noiseMismatched', 'Those of them that differed.'],
] as const satisfies readonly (readonly [string, keyof ShadowTally, string])[];

type LabelsOf = (tally: Tally) => Sample['labels'];

const operationOf: LabelsOf = ({ address, version }) => ({ operation: address, version });
const sideOf = ({ address, target, version }: Tally, home: string) => ({ operation: address, target: target ?? home, version });

function outcomesOf(tallies: readonly Tally[], labelsOf: LabelsOf): Sample[] {
  return tallies.flatMap((tally) =>
    (['answered', 'refused', 'failed'] as const).map((outcome) => ({ labels: { ...labelsOf(tally), outcome }, value: tally[outcome] })),
  );
}

function latenciesOf(tallies: readonly Tally[], labelsOf: LabelsOf) {
  return tallies.map((tally) => ({ labels: labelsOf(tally), value: latencyHistogram(tally.latencies) }));
}
