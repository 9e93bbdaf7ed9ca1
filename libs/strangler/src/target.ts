import type { CallContext, DeferredCall, Operation } from '@banyan/contracts/define';

/** An operation with its address. */
export interface AddressedOperation {
  /** `module.operation`, for example `catalog.getProduct`. */
  readonly address: string;
  /** The contract's version that the caller was written against. */
  readonly contractVersion: string;
  readonly operation: Operation;
}

/** Something that can answer calls: this process, an HTTP service, a queue, any Nest `ClientProxy`. */
export interface Target {
  /**
   * Executes an operation and gives its answer.
   * @throws {OperationError} that the contract declares
   * @throws {CallError} in every other case
   */
  call(operation: AddressedOperation, input: unknown, context: CallContext): Promise<unknown>;

  /**
   * Takes deferred calls of one lane, by rising sequence. Resolves once they are durable at their consumer;
   * a call that is there already is no error.
   * @throws {CallError} if it is not certain that they are
   */
  deliver(calls: readonly DeferredCall[]): Promise<void>;
}
