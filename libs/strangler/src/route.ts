/** Which placement answers an operation, and for which share of the keys. */
export type Route =
  | { readonly kind: 'local' }
  | { readonly kind: 'remote'; readonly target: string }
  /** `percent` of the keys, 0 to 100 in steps of 0.01, are answered by the target, the others here. */
  | { readonly kind: 'canary'; readonly target: string; readonly percent: number };

/**
 * Routes as people write them. A key is an operation's address, `orders.getOrder`, or a whole module,
 * `orders.*`; the operation's own entry wins. What is not named stays local.
 */
export interface RouteTableDefinition {
  /** Rises with each change. */
  readonly version: number;
  readonly routes: Readonly<Record<string, Route>>;
}
