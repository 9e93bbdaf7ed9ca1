import { isCallError } from '@banyan/contracts/define';

/** An error as it is logged. */
export interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  /** The operation that was called. */
  readonly operation?: string;
  readonly stack?: string;
  readonly cause?: LoggedError;
}

/** Causes of causes that are followed. */
const DEPTH = 5;

/** What of an error is logged. Libraries hang statements, parameters and rows on theirs, so nothing else of it is. */
export function loggedError(error: unknown, depth = DEPTH): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: typeof error === 'string' ? error : 'Something that is no Error was thrown.' };
  const { code } = error as { readonly code?: unknown };
  return {
    type: error.name,
    message: error.message,
    ...(typeof code === 'string' || typeof code === 'number' ? { code: String(code) } : {}),
    ...(isCallError(error) ? { operation: error.operation } : {}),
    ...(error.stack === undefined ? {} : { stack: error.stack }),
    ...(error.cause === undefined || depth === 0 ? {} : { cause: loggedError(error.cause, depth - 1) }),
  };
}
