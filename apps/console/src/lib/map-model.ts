import type { Flow, RoutedOperation } from './answers.ts';

/** What flows along a line of the map. */
export interface Stream {
  /** Calls in a second, and how many of them failed. */
  readonly rate: number;
  readonly failed: number;
  /** Milliseconds; of the slowest operation and host. Null where no call was timed. */
  readonly p99: number | null;
}

/** Calls from a host to a module. */
export interface CallerEdge extends Stream {
  readonly host: string;
  readonly module: string;
}

/** Where a module's calls are answered. */
export interface PlaceEdge extends Stream {
  readonly module: string;
  readonly place: string;
  /** Of the module's calls, 0 to 1. */
  readonly share: number;
  /** How many of its operations are routed there: wholly, in part, or for comparison only. */
  readonly routed: number;
  /** Whether the place is only asked for comparison; shoppers are answered elsewhere. */
  readonly shadow: boolean;
}

/** Who calls whom, and where it is answered. */
export interface MapModel {
  readonly hosts: readonly string[];
  readonly modules: readonly string[];
  /** Home first. */
  readonly places: readonly string[];
  readonly callers: readonly CallerEdge[];
  readonly answers: readonly PlaceEdge[];
}

/** The place of the deployable that runs all modules. */
export const home = 'home';

/** The order in which a shop is read; modules that are none of these follow by name. */
const known = ['checkout', 'orders', 'catalog', 'payments', 'accounts'];

export const moduleOf = (address: string) => address.slice(0, address.indexOf('.'));

/** Draws the map from what flows, and from where operations are routed. */
export function mapModel(flows: readonly Flow[], operations: readonly RoutedOperation[], hostsAlive: readonly string[]): MapModel {
  const modules = inOrder([...operations, ...flows].map(({ address }) => moduleOf(address)), known);
  const targets = [...flows.flatMap(({ target }) => target ?? []), ...operations.flatMap(({ route }) => (route.kind === 'local' ? [] : route.target))];
  const places = inOrder([home, ...targets], [home]);
  const hosts = inOrder([...hostsAlive, ...flows.map(({ host }) => host)], ['monolith']);
  return {
    hosts,
    modules,
    places,
    callers: hosts.flatMap((host) => modulesCalled(host, flows)),
    answers: modules.flatMap((module) => placesOf(module, places, flows, operations)),
  };
}

function modulesCalled(host: string, flows: readonly Flow[]): CallerEdge[] {
  const own = Map.groupBy(flows.filter((flow) => flow.host === host), ({ address }) => moduleOf(address));
  return [...own].map(([module, calls]) => ({ host, module, ...streamOf(calls) }));
}

function placesOf(module: string, places: readonly string[], flows: readonly Flow[], operations: readonly RoutedOperation[]): PlaceEdge[] {
  const calls = flows.filter(({ address }) => moduleOf(address) === module);
  const own = operations.filter(({ address }) => moduleOf(address) === module);
  const all = streamOf(calls).rate;
  return places.flatMap((place) => {
    const stream = streamOf(calls.filter(({ target }) => (target ?? home) === place));
    const routed = own.filter(({ route }) => leadsTo(route, place));
    if (stream.rate === 0 && routed.length === 0) return [];
    const shadow = place !== home && routed.length > 0 && routed.every(({ route }) => route.kind === 'shadow');
    return [{ module, place, ...stream, share: all === 0 ? 0 : stream.rate / all, routed: routed.length, shadow }];
  });
}

function leadsTo(route: RoutedOperation['route'], place: string): boolean {
  if (place === home) return route.kind !== 'remote' && !(route.kind === 'canary' && route.percent === 100);
  return route.kind !== 'local' && route.target === place;
}

function streamOf(flows: readonly Flow[]): Stream {
  return flows.reduce<Stream>(
    (sum, { answered, refused, failed, p99 }) => ({ rate: sum.rate + answered + refused + failed, failed: sum.failed + failed, p99: p99 === null ? sum.p99 : Math.max(sum.p99 ?? 0, p99) }),
    { rate: 0, failed: 0, p99: null },
  );
}

function inOrder(names: readonly string[], first: readonly string[]): string[] {
  const all = new Set(names);
  return [...first.filter((name) => all.has(name)), ...[...all].filter((name) => !first.includes(name)).sort()];
}
