import { codecOf, type CallContext } from '@banyan/contracts/define';
import { conclude, type Call, type OnDefect } from './conclude.ts';
import { refuseCaller, refuseInput, refuseLate } from './refusals.ts';
import type { AddressedOperation } from './target.ts';

export type Handler = (input: never, context: CallContext, turn: never) => Promise<unknown>;

export interface LocalCallOptions {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly onDefect: OnDefect;
  /**
   * `copy`: the handler gets its own copy, the caller another of the answer, as over a wire.
   * `freeze`: moreover the handler's copy cannot be changed, so a handler that tries is found out.
   * `none`: objects are shared; for measuring only.
   */
  readonly guard: 'copy' | 'freeze' | 'none';
}

/**
 * Compiles the call of a handler in this process. What a wire would lose is lost here as well, who may call
 * is checked here for every placement, and no undeclared failure gets out.
 */
export function localCall(addressed: AddressedOperation, handler: Handler, { now, onDefect, guard }: LocalCallOptions): Call {
  const { address, operation } = addressed;
  const run = handler as (input: unknown, context: CallContext) => Promise<unknown>;
  const input = codecOf(operation.input);
  const { answered, failed, failure } = conclude(addressed, onDefect);
  const callers: readonly string[] = operation.callers;
  const everybody = callers.length === 0;
  const given = guard === 'freeze' ? (value: unknown) => deepFreeze(input.copy(value)) : (value: unknown) => input.copy(value);

  const admitted = (context: CallContext) => everybody || callers.includes(context.principal.kind);
  if (guard === 'none') {
    return (value, context) => (admitted(context) ? run(value, context) : refuseCaller(address, context.principal.kind, callers));
  }
  return (value, context) => {
    if (!admitted(context)) return refuseCaller(address, context.principal.kind, callers);
    if (now() >= context.deadline) return refuseLate(address);
    if (!input.check(value)) return refuseInput(addressed, value);
    try {
      return run(given(value), context).then(answered, failed);
    } catch (error) {
      return Promise.reject(failure(error));
    }
  };
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const child of Object.values(value)) deepFreeze(child);
  }
  return value;
}
