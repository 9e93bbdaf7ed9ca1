/** Where the code is, and what has to happen before it is on the branch that is delivered. */
export type Source =
  | { readonly kind: 'codecommit'; readonly repository: string; readonly branch: string; /** People who have to approve a pull request. */ readonly approvals: number }
  | { readonly kind: 'github'; /** A connection of CodeConnections, which an operator has accepted. */ readonly connectionArn: string; readonly owner: string; readonly repository: string; readonly branch: string };

export interface Delivery {
  readonly source: Source;
  /** The tag of `banyan/collector` that hosts are given. */
  readonly collectorTag: string;
  /** Who is told that a delivery failed or waits for an approval. */
  readonly email: string;
  readonly keepLogDays: 365;
}

/** How changes reach the environments. */
export const delivery: Delivery = {
  source: { kind: 'codecommit', repository: 'banyan', branch: 'main', approvals: 1 },
  collectorTag: 'v0.43.3',
  email: 'shop-delivery@example.com',
  keepLogDays: 365,
};
