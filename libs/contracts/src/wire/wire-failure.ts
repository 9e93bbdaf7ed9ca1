import { Type, type Static } from 'typebox';
import { CallError, codecOf, isCallError, isOperationError, OperationError, type CallErrorCode } from '../define/index.ts';

const statuses: Readonly<Record<CallErrorCode, number>> = {
  contractViolation: 400,
  unauthenticated: 401,
  forbidden: 403,
  comparisonOnly: 403,
  unknownOperation: 404,
  internal: 500,
  unavailable: 503,
  deadlineExceeded: 504,
};
const DECLARED_FAILURE = 422;

/** A failure on the wire: a problem document (RFC 9457) whose further members give the error back as it was. */
const WireFailure = Type.Union([
  Type.Object({
    failure: Type.Literal('operation'),
    status: Type.Integer(),
    detail: Type.String(),
    code: Type.String(),
    data: Type.Optional(Type.Unknown()),
  }),
  Type.Object({
    failure: Type.Literal('call'),
    status: Type.Integer(),
    detail: Type.String(),
    code: Type.Enum(Object.keys(statuses) as CallErrorCode[]),
    executed: Type.Enum(['no', 'unknown']),
    violations: Type.Optional(Type.Array(Type.Object({ pointer: Type.String(), message: Type.String() }))),
  }),
]);
type WireFailure = Static<typeof WireFailure>;

const wireFailure = codecOf(WireFailure);

/** Puts an error on the wire. Of one that is neither declared nor a call's, nothing is told but that it happened. */
export function encodeFailure(error: unknown, address: string): { readonly status: number; readonly body: string } {
  const failure = describe(error, address);
  return { status: failure.status, body: JSON.stringify(failure) };
}

function describe(error: unknown, address: string): WireFailure {
  if (isOperationError(error)) {
    return { failure: 'operation', status: DECLARED_FAILURE, detail: error.message, code: error.code, data: error.data };
  }
  const { code, message, details } = isCallError(error)
    ? error
    : new CallError('internal', address, `${address} failed; its host's log says why.`);
  return { failure: 'call', status: statuses[code], detail: message, code, ...details } as WireFailure;
}

/** The error that a host sent; `undefined` if the text is no such thing. */
export function decodeFailure(text: string, address: string): Error | undefined {
  const failure = parsed(text);
  if (!wireFailure.check(failure)) return undefined;
  if (failure.failure === 'operation') return new OperationError(failure.code, failure.data, failure.detail);
  const { code, detail, executed, violations } = failure;
  return new CallError(code, address, detail, { executed, ...(violations ? { violations } : {}) });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
