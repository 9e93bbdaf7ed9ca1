import type { Market } from '@banyan/contracts/catalog';

/** The countries the shop sells to. */
export interface Markets {
  /** All of them, ordered by name. */
  all(): Promise<Market[]>;
}
