import type { Contract } from '@banyan/contracts/define';
import type { ErrorTranslations } from './error-translation.ts';

/** A provider that has a seam, for `SeamModule.forRoot`. */
export interface Seam {
  /** For people: `OrdersService`. */
  readonly provider: string;
  /** For people: `OrdersModule`. */
  readonly module: string;
  readonly contract: Contract;
  /** The token to which the provider has moved. */
  readonly original: symbol;
  readonly enforced: ReadonlySet<string>;
  readonly errors: ErrorTranslations;
}
