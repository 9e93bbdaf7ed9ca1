import { CallError, codecOf, isCallError, isOperationError, isUnavailable, type CallContext } from '@banyan/contracts/define';
import type { AddressedOperation } from './target.ts';

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

/** How the calls of an operation end, the same in every placement. */
export function conclude({ address, operation }: AddressedOperation, onDefect: OnDefect): Conclusion {
  const output = codecOf(operation.output);

  const failure = (error: unknown): Error => {
    if (isCallError(error)) return error;
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
      if (output.check(answer)) return output.copy(answer);
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
