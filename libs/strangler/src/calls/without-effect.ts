import type { AddressedOperation } from '../target.ts';
import type { Call } from './conclude.ts';
import { refuseEffect } from './refusals.ts';

/** Has a write refused, before it begins, that is made for comparison only; a read is handed back as it is. */
export function withoutEffectInShadow({ address, operation }: AddressedOperation, call: Call): Call {
  if (operation.effect === 'read') return call;
  return (input, context) => (context.shadow ? refuseEffect(address) : call(input, context));
}
