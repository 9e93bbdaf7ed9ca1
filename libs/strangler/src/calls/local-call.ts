import { codecOf, type CallContext } from '@banyan/contracts/define';
import type { Meter } from '../observe/meter.ts';
import { conclude, type Call, type OnDefect } from './conclude.ts';
import { refuseCaller, refuseInput, refuseLate } from './refusals.ts';
import { withoutEffectInShadow } from './without-effect.ts';
import type { AddressedOperation } from '../target.ts';

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
  /** Counts the calls, and times one of {@link TIMED_EACH}. */
  readonly meter?: Meter;
}

/** A clock costs as much as all the rest of a call, so only a sample is timed. */
const TIMED_EACH = 64;

/**
 * Compiles the call of a handler in this process. What a wire would lose is lost here as well, who may call
 * is checked here for every placement, no write is begun for a comparison, and no undeclared failure gets out.
 */
export function localCall(addressed: AddressedOperation, handler: Handler, { now, onDefect, guard, meter }: LocalCallOptions): Call {
  const { address, operation } = addressed;
  const run = handler as (input: unknown, context: CallContext) => Promise<unknown>;
  const input = codecOf(operation.input);
  const { answered, failed, failure } = conclude(addressed, onDefect, meter);
  const callers: readonly string[] = operation.callers;
  const everybody = callers.length === 0;
  const given = guard === 'freeze' ? (value: unknown) => deepFreeze(input.copy(value)) : (value: unknown) => input.copy(value);

  const admitted = (context: CallContext) => everybody || callers.includes(context.principal.kind);
  if (guard === 'none') {
    return withoutEffectInShadow(addressed, (value, context) => (admitted(context) ? run(value, context) : refuseCaller(address, context.principal.kind, callers)));
  }
  let untimed = 0;
  const timed = (start: number) => (answer: unknown) => {
    meter!.took(now() - start);
    return answered(answer);
  };
  return withoutEffectInShadow(addressed, (value, context) => {
    // In the order in which a call over a wire meets them.
    if (!input.check(value)) return refuseInput(addressed, value);
    if (now() >= context.deadline) return refuseLate(address);
    if (!admitted(context)) return refuseCaller(address, context.principal.kind, callers);
    const isTimed = meter !== undefined && ++untimed === TIMED_EACH;
    if (isTimed) untimed = 0;
    try {
      return run(given(value), context).then(isTimed ? timed(now()) : answered, failed);
    } catch (error) {
      return Promise.reject(failure(error));
    }
  });
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const child of Object.values(value)) deepFreeze(child);
  }
  return value;
}
