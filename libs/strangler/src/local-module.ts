import type { Receive } from './deliveries/deliver.ts';
import type { Handler } from './calls/local-call.ts';

/** A module whose code runs in this process. */
export interface LocalModule {
  readonly implementation: Readonly<Record<string, Handler>>;
  /** Makes deferred calls durable in the module's inbox; left out where it has no deferred operations. */
  readonly receive?: Receive;
}
