import type { Attempts } from './attempts.ts';
import type { Faults } from './faults.ts';
import type { GivenOutMessages } from './given-out.ts';
import type { Upstream } from './upstream.ts';

/** What the strict proxy works with. */
export interface Counter {
  readonly upstream: Upstream;
  readonly givenOut: GivenOutMessages;
  readonly attempts: Attempts;
  readonly faults: Faults;
  /** Messages that one queue may have given out at once. */
  readonly inFlightLimit: number;
}
