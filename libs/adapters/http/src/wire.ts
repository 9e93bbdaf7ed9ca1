/** Where a host listens for calls of operations; the operation's address follows. */
export const OPERATIONS_PATH = '/v1/operations/';
/** Where a host takes deferred calls. */
export const DELIVERIES_PATH = '/v1/deliveries';

/** The scheme of the authorization header, with the space that follows it. */
export const SCHEME = 'Banyan ';

/** Headers of a call, beside `authorization` and the W3C's `traceparent`. */
export const headers = {
  /** When the caller stops waiting: milliseconds since the epoch. */
  deadline: 'banyan-deadline',
  /** The route table that the request was pinned to. */
  routeVersion: 'banyan-route-version',
  /** Who visits, percent-encoded; left out if nobody knows. */
  visitor: 'banyan-visitor',
  /** The token of an override, which vouches for itself. */
  override: 'banyan-override',
  /** The contract's version that the caller was written against. */
  contract: 'banyan-contract',
} as const;

/** Bytes of a body that are taken, where nobody says otherwise. */
export const BODY_LIMIT = 8 * 1024 * 1024;
