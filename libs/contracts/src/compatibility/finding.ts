/**
 * - `compatible`: no consumer of the older notices
 * - `breaking`: a consumer of the older may be refused, or be given what it was never promised
 * - `undecidable`: it cannot be told from the two alone; it counts as breaking
 */
export type Judgement = 'breaking' | 'compatible' | 'undecidable';

/** Which way a value goes, as the consumer sees it; `promised` is what goes neither way, such as a timeout. */
export type Direction = 'sent' | 'received' | 'promised';

/** What kind of difference it is: stable, programs decide by it. */
export type FindingCode =
  | 'alternativeAdded'
  | 'alternativeRemoved'
  | 'alternativesReordered'
  | 'callerAdded'
  | 'callerRemoved'
  | 'closed'
  | 'defaultChanged'
  | 'errorAdded'
  | 'errorRemoved'
  | 'eventAdded'
  | 'eventRemoved'
  | 'fieldAdded'
  | 'fieldNowOptional'
  | 'fieldNowRequired'
  | 'fieldRemoved'
  | 'groupChanged'
  | 'keyHidden'
  | 'majorDiffers'
  | 'narrowed'
  | 'notComparable'
  | 'notPublished'
  | 'notServed'
  | 'operationAdded'
  | 'operationRemoved'
  | 'promiseChanged'
  | 'requiredFieldAdded'
  | 'timeoutLengthened'
  | 'timeoutShortened'
  | 'typeChanged'
  | 'valuesAdded'
  | 'valuesRemoved'
  | 'widened';

/** One difference between two schemas or two promises, judged. */
export interface Difference {
  readonly code: FindingCode;
  readonly judgement: Judgement;
  /** Where in the value, as a JSON pointer (RFC 6901) in which `*` stands for any one step: `/lines/*`. */
  readonly pointer: string;
  /** As the older has it; left out where it has none. */
  readonly was?: unknown;
  /** As the newer has it; left out where it has none. */
  readonly is?: unknown;
  /** What differs, for people. */
  readonly message: string;
  /** What to do instead; there unless it is compatible. */
  readonly next?: string;
}

/** A difference with the place in a contract where it was found. */
export interface Finding extends Difference {
  readonly contract: string;
  /** The operation or event; left out for what is the whole contract's. */
  readonly operation?: string;
  /** Which part of it: `input`, `output`, `payload`, `errors.unknownOrder`, `timeout`. */
  readonly part: string;
  readonly direction: Direction;
}

/** Whether a difference keeps the newer from those who need the older. */
export function isBreak({ judgement }: Pick<Difference, 'judgement'>): boolean {
  return judgement !== 'compatible';
}
