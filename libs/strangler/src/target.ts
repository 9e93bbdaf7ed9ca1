import type { CallContext, DeferredCall, Delivery, Operation } from '@banyan/contracts/define';

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
  /** What it can carry: calls whose answer is waited for, deferred ones, or both. */
  readonly carries: readonly Delivery[];

  /**
   * Executes an operation and gives its answer.
   * @throws {OperationError} that the contract declares
   * @throws {CallError} in every other case
   */
  call(operation: AddressedOperation, input: unknown, context: CallContext): Promise<unknown>;

  /**
   * Takes deferred calls of one lane, by rising sequence; a call that came before is no error.
   * @throws {CallError} if it is not certain where they are
   */
  deliver(calls: readonly DeferredCall[]): Promise<Delivered>;
}

/**
 * Where delivered calls are. `stored`: durable at their consumer. `underway`: in a queue, which may lose them yet; their
 * consumer acknowledges them once they are durable there.
 */
export type Delivered = 'stored' | 'underway';
