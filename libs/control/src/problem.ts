import { isUnavailable } from '@banyan/contracts/define';
import { Refused, type Mistake, type RefusalCode } from './refused.ts';

/** A problem document (RFC 9457) of the control API. */
export interface ControlProblem {
  readonly type: 'about:blank';
  readonly status: number;
  readonly code: RefusalCode;
  /** What is the matter. */
  readonly title: string;
  /** What can be done. */
  readonly next: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly Mistake[];
}

const statusOf: Readonly<Record<RefusalCode, number>> = {
  invalidRequest: 400,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  unknownVersion: 404,
  unknownModule: 404,
  noRoutes: 409,
  routesUnreadable: 409,
  rolloutUnderWay: 409,
  rolloutRefused: 409,
  targetCannotHonour: 409,
  contended: 409,
  notParked: 409,
  anotherCall: 409,
  noQueues: 409,
  versionPassed: 412,
  unknownEntry: 422,
  invalidRoutes: 422,
  internal: 500,
  tooManyWatchers: 503,
  unavailable: 503,
};

/** What the caller is told of a failure; of a fault no more than that it is one. */
export function problemOf(error: unknown): ControlProblem {
  if (error instanceof Refused) {
    return { type: 'about:blank', status: statusOf[error.code], code: error.code, title: error.message, next: error.next, ...error.details };
  }
  if (isUnavailable(error)) return problemOf(new Refused('unavailable', error.message, 'The hosts go on with the routes they have. Ask again once it is back.'));
  const status = (error as { readonly statusCode?: unknown } | null)?.statusCode;
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return { ...problemOf(new Refused('invalidRequest', (error as Error).message, 'Send JSON, as content-type application/json.')), status };
  }
  return problemOf(new Refused('internal', 'Something went wrong in the control API.', 'Its log says what.'));
}
