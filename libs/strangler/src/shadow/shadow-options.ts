import type { CallContext } from '@banyan/contracts/define';
import type { Call } from '../calls/conclude.ts';
import type { AddressedOperation } from '../target.ts';
import type { Outcome } from './outcome.ts';

/** A call that home has answered. */
export interface AnsweredCall {
  readonly addressed: AddressedOperation;
  /** The version of the route table that decided. */
  readonly version: number;
  /** Neither it nor the outcome may change any more: the shadow holds on to them. */
  readonly input: unknown;
  readonly context: CallContext;
  readonly home: Outcome;
}

export interface ShadowOptions {
  /** The target's name. */
  readonly target: string;
  /** Calls of an operation at the target, checked at both ends; asked for once for each operation. */
  readonly atTarget: (addressed: AddressedOperation) => Call;
  /** Calls of the same operation at home, by the same path as those that shoppers wait for. */
  readonly repeatAtHome: (addressed: AddressedOperation) => Call;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** At least 0, below 1. */
  readonly random: () => number;
  /** Runs something once after so many milliseconds, never at once. @returns prevents it */
  readonly after: (milliseconds: number, run: () => void) => () => void;
  /** Hears of what cannot be compared because a rule fails, or may not be shadowed. */
  readonly onDefect: (error: unknown, operation: string) => void;
  /** Makes the context of a shadow's calls from the shopper's call; the deadline is set afterwards. The same if left out. */
  readonly contextOf?: (context: CallContext) => CallContext;
  /** Calls that wait at most; 100 if left out. */
  readonly queue?: number;
  /** Calls looked into at the same time; 4 if left out. */
  readonly concurrency?: number;
  /** Share of the calls, 0 to 1, that are repeated at home to know the noise, once 50 of a route table were; 0.2 if left out. */
  readonly noiseShare?: number;
  /** Route tables, by operation, whose counts are kept; 16 if left out. */
  readonly keepVersions?: number;
  /** Samples kept; 20 of an operation and 3 of those that differ at the same places, if left out. */
  readonly samples?: { readonly perOperation: number; readonly perPlaces: number };
}
