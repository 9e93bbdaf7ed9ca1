import type { Rollout } from '../rollout/rollout.ts';

/**
 * Which placement answers an operation, and for which share of the keys. The same table holds for every host: `local`
 * is home, the deployable that runs all modules; a target is another host, by its name.
 */
export type Route =
  | { readonly kind: 'local' }
  | Away<'remote'>
  /** `percent` of the keys, 0 to 100 in steps of 0.01, are answered by the target, the others at home. */
  | (Away<'canary'> & { readonly percent: number })
  /** Answered at home. `percent` of the calls, 0 to 100 in steps of 0.01, are also made at the target, and the answers compared. */
  | { readonly kind: 'shadow'; readonly target: string; readonly percent: number };

interface Away<Kind extends string> {
  readonly kind: Kind;
  readonly target: string;
  /** Home answers what the target has certainly not executed, or what may be executed twice; false if left out. */
  readonly fallback?: boolean;
}

/**
 * Routes as people write them. A key is an operation's address, `orders.getOrder`, a group, `orders.processing`, or a
 * whole module, `orders.*`; the nearest entry wins, in this order. What is not named stays local.
 */
export interface RouteTableDefinition {
  /** Rises by one with each change. */
  readonly version: number;
  readonly routes: Readonly<Record<string, Route>>;
  /** The rollouts under way or ended, by the entry that they move. */
  readonly rollouts?: Readonly<Record<string, Rollout>>;
}
