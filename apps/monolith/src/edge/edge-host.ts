import type { Token } from '@banyan/contracts/define';
import type { Ambient } from '@banyan/strangler';

/** What the edge needs from the process it runs in. */
export interface EdgeHost {
  readonly ambient: Ambient;
  readonly now: () => Date;
  /** The version of the route table that a request entering now is pinned to. */
  readonly routeVersion: () => number;
  readonly readiness: Readiness;
}

/** Whether this process wants new requests: false while it starts and while it drains. */
export interface Readiness {
  isReady(): boolean;
}

/** The token under which the edge finds its host. */
export const EDGE_HOST: Token<EdgeHost> = Symbol('banyan:edge:host');
