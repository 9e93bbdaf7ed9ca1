import type { EventOf, routeSet, routeUsed } from '../../history/index.ts';
import type { Facts } from '../facts/facts.ts';
import { groupBy } from '../facts/group.ts';
import { isDone, mayBeDone } from '../facts/operations.ts';
import { sweep, type Stretch } from '../facts/sweep.ts';
import type { Breach, Invariant } from '../invariant.ts';

/** Within which a change reaches every instance, but for one use in a hundred. */
const reach = 1_000_000_000n;
const lateShare = 0.01;

/** Routes change one version at a time, none is lost, and nobody goes back. */
export const routeVersions: Invariant = {
  name: 'route-versions',
  promise: 'Each version of the routes follows the one before and comes from one change; a request uses one version, an instance never goes back, and a change is everywhere within a second.',
  *breaches(facts) {
    yield* kept(facts);
    yield* changed(facts);
    yield* uses(facts);
    yield* late(facts);
  },
};

function* kept({ witnesses }: Facts): Generator<Breach> {
  const versions = witnesses.routeVersions.toSorted((one, other) => one - other);
  for (const [index, version] of versions.entries()) {
    const before = versions[index - 1];
    if (before !== undefined && version !== before + 1) yield { what: `Version ${version} of the routes follows version ${before}.`, rows: [{ versions }] };
  }
}

interface Change extends Stretch {
  readonly version: number;
  readonly invoke: EventOf<typeof routeSet, 'invoke'>;
  readonly end: EventOf<typeof routeSet, 'ok'>;
}

const changesOf = ({ routeChanges }: Facts): Change[] =>
  routeChanges.filter((change) => isDone(change)).map(({ invoke, end }) => ({ invoke, end, version: end.version, begun: invoke.t, ended: end.t }));

function* changed(facts: Facts): Generator<Breach> {
  const changes = changesOf(facts);
  const stored = new Set(facts.witnesses.routeVersions);
  for (const { version, invoke, end } of changes) {
    if (version !== invoke.expected + 1) {
      yield { what: `A change of version ${invoke.expected} of the routes became version ${version}: what was between them is lost.`, events: [invoke, end] };
    }
    if (!stored.has(version)) yield { what: `Version ${version} of the routes was set and is not kept.`, events: [invoke, end] };
  }
  for (const [version, same] of groupBy(changes, (change) => String(change.version))) {
    if (same.length > 1) yield { what: `${same.length} changes both became version ${version} of the routes: one of them is lost.`, events: same.map(({ end }) => end) };
  }
  yield* outOfOrder(changes);
}

function outOfOrder(changes: readonly Change[]): Breach[] {
  const found: Breach[] = [];
  let newest: Change | undefined;
  sweep(changes, {
    ends: (change) => {
      if (!newest || change.version > newest.version) newest = change;
    },
    begins: (change) => {
      if (newest && change.version < newest.version) {
        found.push({ what: `Version ${change.version} of the routes was set after version ${newest.version}.`, events: [newest.end, change.invoke, change.end] });
      }
    },
  });
  return found;
}

function* uses({ routeUses, routeChanges }: Facts): Generator<Breach> {
  const [atInstance, atRequest] = [new Map<string, EventOf<typeof routeUsed>>(), new Map<string, EventOf<typeof routeUsed>>()];
  const begun = new Map(routeChanges.filter((change) => mayBeDone(change)).map(({ invoke }) => [invoke.expected + 1, invoke] as const).reverse());
  for (const use of routeUses) {
    const [before, other, origin] = [atInstance.get(use.instance), atRequest.get(use.request), begun.get(use.version)];
    if (before && use.version < before.version) {
      yield { what: `${use.instance} used version ${use.version} of the routes after version ${before.version}.`, events: [before, use] };
    }
    if (other && other.version !== use.version) {
      yield { what: `The request ${use.request} used versions ${other.version} and ${use.version} of the routes.`, events: [other, use] };
    }
    if (origin && use.t < origin.t) yield { what: `${use.instance} used version ${use.version} of the routes before anybody set it.`, events: [use, origin] };
    atInstance.set(use.instance, use);
    if (!other) atRequest.set(use.request, use);
  }
}

function* late(facts: Facts): Generator<Breach> {
  const changes = changesOf(facts).sort((one, other) => (one.end.t < other.end.t ? -1 : 1));
  const tooLate: EventOf<typeof routeUsed>[] = [];
  let [next, due] = [0, -Infinity];
  for (const use of facts.routeUses) {
    for (; next < changes.length && changes[next]!.end.t + reach < use.t; next++) due = Math.max(due, changes[next]!.version);
    if (use.version < due) tooLate.push(use);
  }
  if (tooLate.length > lateShare * facts.routeUses.length) {
    yield { what: `${tooLate.length} of ${facts.routeUses.length} requests used routes that had been replaced more than a second before.`, events: tooLate.slice(0, 10) };
  }
}
