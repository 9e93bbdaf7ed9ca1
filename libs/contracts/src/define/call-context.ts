import type { Principal } from './principal.ts';

/** What travels with a call through every placement, beside its input. */
export interface CallContext {
  readonly principal: Principal;
  /** The host or module that makes the call, for example `monolith`. */
  readonly caller: string;
  /** When the caller stops waiting: milliseconds since the epoch, the same instant on every hop. */
  readonly deadline: number;
  /** W3C trace context of the caller, `00-<trace id>-<span id>-<flags>`. */
  readonly traceparent: string;
  /** The route table that the request was pinned to when it entered. */
  readonly routeVersion: number;
  /** Who visits: a key that keeps them on one side of a canary, whatever they ask. Without it, what has no key of its own stays at home. */
  readonly visitor?: string;
  /** What a tester wants to be answered elsewhere than the routes say. */
  readonly override?: RouteOverride;
  /**
   * Made for comparison only: whatever is done for it must change nothing. It goes with every call below, over each wire
   * under the signature, and a write is refused as `comparisonOnly` before it begins.
   */
  readonly shadow?: true;
}

/** Routes for the bearer of a token, and nobody else. */
export interface RouteOverride {
  /** The token itself, by which every host sees for itself that an operator has granted it. */
  readonly token: string;
  /** Entry → `local`, or the target that is to answer: `{"catalog.*": "catalog"}`. */
  readonly routes: Readonly<Record<string, string>>;
}

/**
 * A deferred call's place in its lane, handed to its handler. A store checks it with each effect
 * (see `writerInTurns` in the postgres adapter), so a handler that was overtaken can change nothing.
 */
export interface Turn {
  readonly lane: string;
  /** 1, 2, 3 … without a gap within the lane. */
  readonly sequence: number;
  /** Rises each time the lane is claimed; an older epoch is stale. */
  readonly epoch: number;
  /** When the call was accepted: ISO 8601 instant. */
  readonly acceptedAt: string;
  /** How often its handler failed before, by itself and in a row. What it writes then shares nothing with the writes of others. */
  readonly failures: number;
}
