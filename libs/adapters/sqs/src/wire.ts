import type { SealedCall } from '@banyan/contracts/wire';

/** The message pattern of the handler that takes `{ calls: DeferredCall[] }` and answers `{ acknowledged: Acknowledgement[] }`. */
export const DELIVERIES = 'deliveries';
/** The message pattern of the handler that takes `{ acknowledgements: Acknowledgement[] }`. */
export const ACKNOWLEDGEMENTS = 'acknowledgements';

/** A call as a message's body. SQS takes not every character, so those which it may refuse are escaped. */
export function bodyOf(call: SealedCall): string {
  return JSON.stringify(call).replace(/[\ud800-\udfff\ufffe\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`);
}
