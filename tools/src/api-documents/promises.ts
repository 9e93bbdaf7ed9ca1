import type { Delivery, Effect, Operation, PrincipalKind } from '@banyan/contracts/define';
import { keyTemplate } from './key-template.ts';

/** What an operation promises, as data; keys as templates. */
export interface Promises {
  readonly effect: Effect;
  readonly delivery: Delivery;
  readonly timeoutMs: number;
  /** Empty means everybody whose call is authentic. */
  readonly callers: readonly PrincipalKind[];
  readonly orderedBy?: string;
  readonly idempotencyKey?: string;
  readonly stickyBy?: string;
}

/** The promises of an operation. */
export function promisesOf(operation: Operation): Promises {
  const { effect, delivery, timeout, callers, orderedBy, idempotencyKey, stickyBy } = operation;
  return {
    effect,
    delivery,
    timeoutMs: timeout,
    callers,
    ...(orderedBy ? { orderedBy: keyTemplate(orderedBy) } : {}),
    ...(idempotencyKey ? { idempotencyKey: keyTemplate(idempotencyKey) } : {}),
    ...(stickyBy ? { stickyBy: keyTemplate(stickyBy as (input: never) => string) } : {}),
  };
}
