import { isOperationError } from '@banyan/contracts/define';

/** How a call ended as its contract has it: with an answer, or with an error that the contract declares. */
export type Outcome =
  | { readonly kind: 'answered'; readonly answer: unknown }
  | { readonly kind: 'refused'; readonly code: string; readonly data: unknown };

/** The outcome that a failed call had; undefined if it had none, so that nothing can be compared with it. */
export function outcomeOfFailure(error: unknown): Outcome | undefined {
  return isOperationError(error) ? { kind: 'refused', code: error.code, data: error.data } : undefined;
}

/** An outcome as one JSON value: the answer, or the error in the form that places in a `Comparison` count on. */
export function outcomeValue(outcome: Outcome): unknown {
  return outcome.kind === 'answered' ? outcome.answer : { error: { code: outcome.code, data: outcome.data } };
}
