import { CallError, codecOf, isCallError, isOperationError, isUnavailable, type CallContext, type CallErrorCode } from '@banyan/contracts/define';
import type { Meter } from '../observe/meter.ts';
import { classify } from '../resilience/classify.ts';
import type { AddressedOperation } from '../target.ts';

/** A call to one operation, checked at both ends. */
export type Call = (input: unknown, context: CallContext) => Promise<unknown>;

/** Hears of a failure that no contract declares: the caller learns only that there was one. */
export type OnDefect = (error: unknown, operation: string) => void;

export interface Conclusion {
  /** Checks and copies an answer. */
  readonly answered: (answer: unknown) => unknown;
  /** Lets declared failures and call errors pass and turns every other into `internal`. Always throws. */
  readonly failed: (error: unknown) => never;
  readonly failure: (error: unknown) => Error;
}

/**
 * What of a call that a handler made in turn its own caller is told. Whether that one was executed says nothing of the
 * handler, which was running; and what else went wrong there is the handler's mistake, not its caller's.
 */
const PASSED_ON: ReadonlySet<CallErrorCode> = new Set(['unavailable', 'deadlineExceeded', 'comparisonOnly']);

/** How the calls of an operation end, the same in every placement. */
export function conclude({ address, operation }: AddressedOperation, onDefect: OnDefect, meter?: Meter): Conclusion {
  const output = codecOf(operation.output);

  const failure = (error: unknown): Error => {
    const failed = failureOf(error);
    if (classify(address, failed) === 'fault') meter?.failed();
    else meter?.refused();
    return failed;
  };

  const failureOf = (error: unknown): Error => {
    if (isCallError(error) && error.operation === address) return error;
    if (isCallError(error) && PASSED_ON.has(error.code)) return new CallError(error.code, address, error.message, { executed: 'unknown' }, { cause: error });
    if (isOperationError(error)) {
      const schema = operation.errors[error.code];
      if (schema && codecOf(schema).check(error.data)) return error;
    }
    if (isUnavailable(error)) return new CallError('unavailable', address, error.message, { executed: 'unknown' }, { cause: error });
    onDefect(error, address);
    return new CallError('internal', address, `${address} failed; its host's log says why.`);
  };

  return {
    answered: (answer) => {
      if (output.check(answer)) {
        meter?.answered();
        return output.copy(answer);
      }
      meter?.failed();
      const violations = output.violations(answer);
      onDefect(new TypeError(`${address} answered against its contract: ${JSON.stringify(violations)}`), address);
      throw new CallError('contractViolation', address, `The answer of ${address} does not fit its contract.`, {
        executed: 'unknown',
        violations,
      });
    },
    failed: (error) => {
      throw failure(error);
    },
    failure,
  };
}
