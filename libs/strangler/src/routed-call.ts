import type { Operation } from '@banyan/contracts/define';
import type { Call } from './conclude.ts';
import type { Route } from './route.ts';
import { BUCKETS, bucketOf } from './sticky-hash.ts';

/** The calls that a route chooses between. */
export interface Placements {
  readonly local: Call;
  readonly remote: (target: string) => Call;
}

/** Compiles a route: what `decide` says of each call, with all that does not depend on the call decided once. */
export function routedCall(operation: Operation, route: Route, { local, remote }: Placements): Call {
  switch (route.kind) {
    case 'local':
      return local;
    case 'remote':
      return remote(route.target);
    case 'canary': {
      const away = remote(route.target);
      const below = (route.percent * BUCKETS) / 100;
      const keyOf = (operation.stickyBy ?? operation.orderedBy) as ((input: unknown) => string) | undefined;
      if (!keyOf) return local;
      return (input, context) => (bucketOf(keyOf(input)) < below ? away : local)(input, context);
    }
  }
}
