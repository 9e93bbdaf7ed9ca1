import type { Static, TObject, TSchema } from 'typebox';
import type { EventDefinition } from './event-definition.ts';
import { deferred, type EarlierInputs, type Operation } from './operation.ts';

/** Declares an event. */
export function event<P extends TSchema>(spec: {
  readonly description?: string;
  readonly payload: P;
  readonly orderedBy: (payload: Static<P>) => string;
  readonly idempotencyKey: (payload: Static<P>) => string;
}): EventDefinition<P> {
  return spec;
}

/** The operation by which a module receives another module's event; `timeout` in milliseconds for one attempt. */
export function subscription<P extends TSchema>(
  definition: EventDefinition<P>,
  { description, timeout, earlier }: { readonly description?: string; readonly timeout: number; readonly earlier?: EarlierInputs },
): Operation<P, TObject<{}>, 'deferred', {}> {
  return {
    ...deferred({
      ...(description === undefined ? {} : { description }),
      input: definition.payload,
      timeout,
      ...(earlier ? { earlier } : {}),
      callers: ['module'],
      orderedBy: definition.orderedBy as (payload: Static<P>) => string,
      idempotencyKey: definition.idempotencyKey as (payload: Static<P>) => string,
    }),
    on: definition,
  };
}
