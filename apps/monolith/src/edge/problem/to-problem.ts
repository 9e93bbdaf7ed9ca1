import { HttpException } from '@nestjs/common';
import { isCallError, isOperationError } from '@banyan/contracts/define';
import { isProblemCode, type ProblemCode } from '@banyan/contracts/public';
import { methodsAt } from './methods-at.ts';
import { ProblemError } from './problem-error.ts';

/** The request that went wrong, as far as that matters. */
interface Asked {
  readonly method: string;
  readonly url: string;
}

/** Which problem a failure is to the shopper. What no contract declares is `internal`, with nothing told. */
export function toProblem(error: unknown, asked: Asked): ProblemError {
  if (error instanceof ProblemError) return error;
  if (isOperationError(error)) {
    return isProblemCode(error.code) ? new ProblemError(error.code, { data: asRecord(error.data) }) : new ProblemError('internal');
  }
  if (isCallError(error)) {
    return new ProblemError(error.code === 'deadlineExceeded' || error.code === 'unavailable' ? 'unavailable' : 'internal');
  }
  const status = error instanceof HttpException ? error.getStatus() : statusOf(error);
  return status === 404 ? nothingHere(asked) : new ProblemError(codeOf(status));
}

function asRecord(data: unknown): Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null ? (data as Readonly<Record<string, unknown>>) : {};
}

function statusOf(error: unknown): number {
  const status = (error as { readonly statusCode?: unknown } | null | undefined)?.statusCode;
  return typeof status === 'number' ? status : 500;
}

/** What Fastify and Nest refuse on their own. */
function codeOf(status: number): ProblemCode {
  if (status === 414) return 'routeNotFound';
  if (status === 413) return 'payloadTooLarge';
  if (status === 415) return 'unsupportedMediaType';
  if (status === 503) return 'unavailable';
  return status >= 400 && status < 500 ? 'malformedRequest' : 'internal';
}

function nothingHere({ method, url }: Asked): ProblemError {
  const methods = methodsAt(url);
  if (methods.length === 0 || methods.includes(method)) return new ProblemError('routeNotFound');
  return new ProblemError('methodNotAllowed', { headers: { allow: methods.join(', ') } });
}
