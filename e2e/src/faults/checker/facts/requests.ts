import { markOf, type submit } from '../../history/index.ts';
import { groupBy } from './group.ts';
import { isDone, mayBeDone, type Done, type Operation } from './operations.ts';

type Submit = typeof submit;

/** All that a shopper did to have one order: every attempt under one idempotency key. */
export interface Request {
  readonly mark: string;
  readonly customer: string;
  readonly attempts: readonly Operation<Submit>[];
  /** By the time of their answer. */
  readonly accepted: readonly Done<Submit>[];
  /** False if every attempt was refused for sure. */
  readonly mayExist: boolean;
}

/** The requests that the attempts make. */
export function requestsOf(submits: readonly Operation<Submit>[]): Request[] {
  return [...groupBy(submits, ({ invoke }) => markOf(invoke))].map(([mark, attempts]) => ({
    mark,
    customer: attempts[0]!.invoke.customer,
    attempts,
    accepted: attempts.filter((attempt) => isDone(attempt)).toSorted((one, other) => (one.end.t < other.end.t ? -1 : 1)),
    mayExist: attempts.some((attempt) => mayBeDone(attempt)),
  }));
}
