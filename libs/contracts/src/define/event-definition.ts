import type { TSchema } from 'typebox';

/** Something that happened in a module, told to whoever subscribed, in order within its lane. */
export interface EventDefinition<P extends TSchema = TSchema> {
  /** What it tells, for people. */
  readonly description?: string;
  readonly payload: P;
  readonly orderedBy: (payload: never) => string;
  readonly idempotencyKey: (payload: never) => string;
}
