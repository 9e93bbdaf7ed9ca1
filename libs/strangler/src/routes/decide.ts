import type { CallContext, Operation } from '@banyan/contracts/define';
import type { Choice, Place } from './choice.ts';
import { BUCKETS, bucketOf } from '@banyan/contracts/define';

/** What the router chose for one call, with its reason as data. */
export type Decision = Place & { readonly reason: Reason };

export type Reason =
  | { readonly kind: 'route' }
  | { readonly kind: 'canary'; readonly bucket: number; readonly below: number }
  | { readonly kind: 'override' };

const byRoute: Reason = Object.freeze({ kind: 'route' });

/**
 * Chooses the placement of a call. Nothing but the route and the key decides, so the edge, a caller in the same process
 * and a relay choose alike.
 * @param key what stays on its side of a canary; without one a canary leaves the call at home
 */
export function decide({ below, there, home }: Choice, key?: string): Decision {
  if (below === 0) return { ...home, reason: byRoute };
  if (below === BUCKETS) return { ...there, reason: byRoute };
  const bucket = key === undefined ? BUCKETS : bucketOf(key);
  return { ...(bucket < below ? there : home), reason: { kind: 'canary', bucket, below } };
}

/** What an operation's calls are kept on one side by. */
export function stickyKeyOf({ stickyBy, orderedBy }: Operation): (input: unknown, context: CallContext) => string | undefined {
  const own = (stickyBy ?? orderedBy) as ((input: unknown, context: CallContext) => string) | undefined;
  return own ?? ((_input, { visitor }) => visitor);
}
