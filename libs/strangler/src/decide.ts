import type { Route } from './route.ts';
import { BUCKETS, bucketOf } from './sticky-hash.ts';

/** What the router chose for one call, with its reason as data. */
export type Decision =
  | { readonly placement: 'local'; readonly reason: Reason }
  | { readonly placement: 'remote'; readonly target: string; readonly reason: Reason };

export type Reason =
  | { readonly kind: 'route' }
  | { readonly kind: 'canary'; readonly bucket: number; readonly percent: number };

/**
 * Chooses the placement of a call. Nothing but the route and the key decides, so the edge, a caller in the
 * same process and a relay choose alike.
 * @param key what stays on its side of a canary; without one a canary keeps the call local
 */
export function decide(route: Route, key?: string): Decision {
  switch (route.kind) {
    case 'local':
      return { placement: 'local', reason: { kind: 'route' } };
    case 'remote':
      return { placement: 'remote', target: route.target, reason: { kind: 'route' } };
    case 'canary': {
      const bucket = key === undefined ? BUCKETS : bucketOf(key);
      const reason = { kind: 'canary', bucket, percent: route.percent } as const;
      return bucket < (route.percent * BUCKETS) / 100
        ? { placement: 'remote', target: route.target, reason }
        : { placement: 'local', reason };
    }
  }
}
