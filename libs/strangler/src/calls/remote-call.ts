import { codecOf } from '@banyan/contracts/define';
import { conclude, type Call, type OnDefect } from './conclude.ts';
import { refuseInput, refuseLate } from './refusals.ts';
import { withoutEffectInShadow } from './without-effect.ts';
import type { AddressedOperation, Target } from '../target.ts';

export interface RemoteCallOptions {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly onDefect: OnDefect;
}

/** Compiles the call of an operation at a target: checked before it leaves, its answer checked on arrival. */
export function remoteCall(addressed: AddressedOperation, target: Target, { now, onDefect }: RemoteCallOptions): Call {
  const { address, operation } = addressed;
  const input = codecOf(operation.input);
  const { answered, failed } = conclude(addressed, onDefect);
  return withoutEffectInShadow(addressed, (value, context) => {
    if (!input.check(value)) return refuseInput(addressed, value);
    const start = now();
    if (start >= context.deadline) return refuseLate(address);
    const limit = start + operation.timeout;
    const hop = limit < context.deadline ? { ...context, deadline: limit } : context;
    return target.call(addressed, input.copy(value), hop).then(answered, failed);
  });
}
