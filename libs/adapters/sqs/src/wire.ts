import type { SealedCall } from '@banyan/contracts/wire';

export { ACKNOWLEDGEMENTS, DELIVERIES } from '@banyan/contracts/wire';

/** A call as a message's body. SQS takes not every character, so those which it may refuse are escaped. */
export function bodyOf(call: SealedCall): string {
  return JSON.stringify(call).replace(/[\ud800-\udfff\ufffe\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`);
}
