import { isCallError, isOperationError, isUnavailable, type CallErrorCode, type DeferredCall } from '@banyan/contracts/define';
import { isGivenUp } from './given-up.ts';
import { isStaleTurn } from './stale-turn.ts';

/**
 * Whose fault a failed attempt is.
 * - `neighbour`: something that the call needs is away, slow, or not yet what it has to be; no call is to blame
 * - `call`: anything else
 * - `hopeless`: the call's own, and no repetition mends it here
 */
export type Blame = 'neighbour' | 'call' | 'hopeless';

export interface Failure {
  readonly blame: Blame;
  /** A CallError's or OperationError's code, `hung`, or the name of the error. */
  readonly code: string;
}

/** What is wrong with the neighbour, or with the way there, whatever is asked: it is away, slow, of another release, or knows other keys. */
const NEIGHBOURS: ReadonlySet<CallErrorCode> = new Set<CallErrorCode>(['unavailable', 'deadlineExceeded', 'unauthenticated', 'unknownOperation']);
/** Of the call itself, before its handler began: it cannot be read, or nobody here handles it. */
const HOPELESS: ReadonlySet<CallErrorCode> = new Set<CallErrorCode>(['contractViolation', 'unknownOperation']);

/** Tells whose fault it is that an attempt at a call failed. */
export function failureOf(error: unknown, { destination }: Pick<DeferredCall, 'destination'>): Failure {
  if (isStaleTurn(error)) return { blame: 'neighbour', code: 'staleTurn' };
  if (isUnavailable(error)) return { blame: 'neighbour', code: 'unavailable' };
  if (isGivenUp(error)) return { blame: 'call', code: 'hung' };
  if (isOperationError(error)) return { blame: 'call', code: error.code };
  if (!isCallError(error)) return { blame: 'call', code: error instanceof Error ? error.name : typeof error };
  const { code, operation, details } = error;
  if (operation === destination && details.executed === 'no' && HOPELESS.has(code)) return { blame: 'hopeless', code };
  return { blame: NEIGHBOURS.has(code) ? 'neighbour' : 'call', code };
}
