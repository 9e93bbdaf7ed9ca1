import { isCallError, isOperationError, type CallErrorCode } from '@banyan/contracts/define';

/** A problem document (RFC 9457) for an operator: it says more than a shopper is told. */
export interface OperatorProblem {
  readonly type: 'about:blank';
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly data?: unknown;
  readonly errors?: readonly { readonly pointer: string; readonly message: string }[];
}

const statusOf: Readonly<Record<CallErrorCode, number>> = {
  contractViolation: 400,
  unauthenticated: 401,
  forbidden: 403,
  comparisonOnly: 403,
  unknownOperation: 404,
  deadlineExceeded: 504,
  unavailable: 503,
  internal: 500,
};

export function operatorProblem(status: number, code: string, title: string): OperatorProblem {
  return { type: 'about:blank', status, code, title };
}

/** What an operator is told of a call that failed. */
export function problemOf(error: unknown): OperatorProblem {
  if (isOperationError(error)) return { ...operatorProblem(422, error.code, error.message), data: error.data };
  if (isCallError(error)) {
    const { violations } = error.details;
    return { ...operatorProblem(statusOf[error.code], error.code, error.message), ...(violations ? { errors: violations } : {}) };
  }
  return operatorProblem(500, 'internal', 'Something went wrong; the log says what.');
}
