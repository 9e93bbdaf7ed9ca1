import { isCallError, isOperationError, type CallErrorCode } from '@banyan/contracts/define';
import type { AddressedOperation } from '../target.ts';

/**
 * What a failed call tells of its target.
 * - `fault`: the target is away, slow or broken
 * - `refused`: an answer that the contract or the caller calls for; the target is well
 * - `unsent`: an input that does not fit, a deadline that had passed, or a write for a comparison; nothing, for the target
 *   need not have seen it
 */
export type FailureClass = 'fault' | 'refused' | 'unsent';

const REFUSALS: ReadonlySet<CallErrorCode> = new Set(['unauthenticated', 'forbidden', 'comparisonOnly']);
/** Faults of which a target can know that its handler did not run. */
const BEFOREHAND: ReadonlySet<CallErrorCode> = new Set(['unavailable', 'unknownOperation']);

/**
 * Tells a target's faults from what callers brought about, so that no input of a caller counts against a target. A host
 * that does not serve the operation is at fault: no input leads there, only its release or a route.
 */
export function classify(address: string, error: unknown): FailureClass {
  if (isOperationError(error)) return 'refused';
  if (!isCallError(error)) return 'fault';
  const { executed } = error.details;
  if (error.code === 'comparisonOnly' && executed === 'no') return 'unsent';
  if (REFUSALS.has(error.code)) return 'refused';
  if (error.code === 'contractViolation') return executed === 'no' ? 'unsent' : 'fault';
  if (error.code === 'deadlineExceeded') return executed === 'no' && error.operation === address ? 'unsent' : 'fault';
  return 'fault';
}

/**
 * Whether a failure says that its target did not execute the call. An `executed: 'no'` is taken for that only of the
 * operation itself: that of one which the handler called in turn says that the handler was running.
 */
export function isNotExecuted(address: string, error: unknown): boolean {
  return isCallError(error) && error.operation === address && BEFOREHAND.has(error.code) && error.details.executed === 'no';
}

/**
 * Whether a call that failed may be made once more, at its target or at home: after a fault, if the target has not
 * executed it, or if executing it twice has one effect.
 */
export function mayRepeat({ address, operation }: AddressedOperation, error: unknown): boolean {
  if (classify(address, error) !== 'fault') return false;
  return operation.effect === 'read' || operation.idempotencyKey !== undefined || isNotExecuted(address, error);
}
