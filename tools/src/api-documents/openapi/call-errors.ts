import { CallError, type CallErrorCode } from '@banyan/contracts/define';
import { encodeFailure } from '@banyan/contracts/wire';

/** What each failure of a call means to whoever called. */
export const callErrors: Readonly<Record<CallErrorCode, string>> = {
  contractViolation: 'The input or the answer does not fit its schema; the violations say where.',
  unauthenticated: 'The call is not signed, or its signature does not hold.',
  forbidden: 'The operation is not for this principal.',
  comparisonOnly: 'The call is made for comparison only, and would change something.',
  unknownOperation: 'The host does not serve the operation, or by another contract.',
  deadlineExceeded: 'There was no answer in time.',
  unavailable: 'The host cannot answer now; ask again after the time in Retry-After.',
  internal: 'The handler failed in a way its contract does not declare; the host’s log says why.',
};

/** The codes of all failures of a call. */
export const callErrorCodes = Object.keys(callErrors) as CallErrorCode[];

/** The HTTP status under which a failure of a call travels. */
export function statusOf(code: CallErrorCode): number {
  return encodeFailure(new CallError(code, 'call', ''), 'call').status;
}
