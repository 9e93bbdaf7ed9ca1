import type { Route } from './route.ts';
import { BUCKETS, type Share } from '@banyan/contracts/define';

/** Where a call can be answered, seen from a host: in this process, or at another host. */
export type Place = { readonly placement: 'local' } | { readonly placement: 'remote'; readonly target: string };

/** From where a table is read. */
export interface Standpoint {
  /** The name of this host, which is its name as a target. */
  readonly host: string;
  /** The name of the host that `local` means. */
  readonly home: string;
}

/** A route as one host sees it: buckets below `below` are answered there, the others at home. */
export interface Choice {
  readonly below: number;
  readonly there: Place;
  readonly home: Place;
}

const here: Place = Object.freeze({ placement: 'local' });

/** Reads a route from where a host stands. */
export function choiceOf(route: Route, { host, home }: Standpoint): Choice {
  const at = (name: string): Place => (name === host ? here : { placement: 'remote', target: name });
  switch (route.kind) {
    case 'local':
      return { below: 0, there: at(home), home: at(home) };
    case 'shadow':
      return { below: 0, there: at(route.target), home: at(home) };
    case 'remote':
      return { below: BUCKETS, there: at(route.target), home: at(home) };
    case 'canary':
      return { below: bucketsIn(route.percent), there: at(route.target), home: at(home) };
  }
}

/** The buckets in a percentage, of which there are a hundred in each percent. */
export function bucketsIn(percent: number): number {
  return Math.round((percent * BUCKETS) / 100);
}

/** The buckets that a choice leaves to this process. */
export function ownShare({ below, there, home }: Choice): Share {
  const from = there.placement === 'local' ? 0 : below;
  const to = home.placement === 'local' ? BUCKETS : below;
  return { from, to: Math.max(from, to) };
}
