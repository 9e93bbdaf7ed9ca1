import type { CallContext } from '../define/index.ts';

const brand = Symbol.for('banyan:vouched');

/**
 * The same context, marked by the transport that verified the signature of its call. The mark stays in this process:
 * nothing that is read from a wire has it, nor does a copy.
 */
export function vouchFor(context: CallContext): CallContext {
  return Object.defineProperty({ ...context }, brand, { value: true });
}

/** Whether a transport vouches for who calls. Recognised by its mark, so that two copies of this package understand each other. */
export function isVouchedFor(context: unknown): context is CallContext {
  return typeof context === 'object' && context !== null && Object.hasOwn(context, brand);
}
