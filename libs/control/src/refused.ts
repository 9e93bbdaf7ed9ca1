/** Why a request is refused. */
export type RefusalCode =
  | 'invalidRequest'
  | 'unauthenticated'
  | 'forbidden'
  | 'notFound'
  | 'unknownVersion'
  | 'unknownModule'
  | 'noRoutes'
  | 'routesUnreadable'
  | 'rolloutUnderWay'
  | 'rolloutRefused'
  | 'targetCannotHonour'
  | 'contended'
  | 'versionPassed'
  | 'notParked'
  | 'anotherCall'
  | 'noQueues'
  | 'tooManyWatchers'
  | 'unknownEntry'
  | 'invalidRoutes'
  | 'unavailable'
  | 'internal';

/** One of several things that are wrong, at a place of what was sent. */
export interface Mistake {
  /** JSON pointer; empty for all of it. */
  readonly pointer: string;
  readonly message: string;
}

export interface RefusalDetails {
  readonly data?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly Mistake[];
}

/** A request that is refused: what speaks against it, and what can be done. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: RefusalCode;
  /** The next step, as a sentence. */
  readonly next: string;
  readonly details: RefusalDetails;

  constructor(code: RefusalCode, message: string, next: string, details: RefusalDetails = {}) {
    super(message);
    this.code = code;
    this.next = next;
    this.details = details;
  }
}
