import type { RouteOverride, Token } from '@banyan/contracts/define';
import type { RequestTraces } from '@banyan/host';
import type { Ambient } from '@banyan/strangler';

/** What the edge needs from the process it runs in. */
export interface EdgeHost {
  readonly ambient: Ambient;
  readonly now: () => Date;
  /** The version of the route table that a request entering now is pinned to. */
  readonly routeVersion: () => number;
  /** The override of a token; undefined if it does not hold. */
  readonly overrideOf: (token: string) => RouteOverride | undefined;
  /** The keys with which the payment provider signs its events; with none, every event is refused. */
  readonly paymentEventKeys: readonly string[];
  readonly readiness: Readiness;
  /** Begins the trace of each request. */
  readonly traces: RequestTraces;
}

/** Whether this process wants new requests: false while it starts and while it drains. */
export interface Readiness {
  isReady(): boolean;
}

/** The token under which the edge finds its host. */
export const EDGE_HOST: Token<EdgeHost> = Symbol('banyan:edge:host');
