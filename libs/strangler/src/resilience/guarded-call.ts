import { CallError, isCallError, type CallContext } from '@banyan/contracts/define';
import type { Call } from '../calls/conclude.ts';
import { refuseLate } from '../calls/refusals.ts';
import { markOf } from '../observe/mark.ts';
import type { SpanAttributes } from '../observe/spans.ts';
import type { AddressedOperation } from '../target.ts';
import type { Admission, Breaker, Outcome } from './breaker.ts';
import { classify, isNotExecuted, mayRepeat } from './classify.ts';
import type { ConcurrencyLimit } from './concurrency-limit.ts';
import type { RetryBudget } from './retry-budget.ts';

/**
 * What was done about a call.
 * - `shortCircuited`: its target was not asked
 * - `retried`: its target was asked once more
 * - `fellBack`: home was asked instead
 */
export type Intervention = 'shortCircuited' | 'retried' | 'fellBack';

/** Why: the target failed, its breaker let nothing through, or too many calls were under way there. */
export type Because = 'fault' | Obstacle;
type Obstacle = 'openBreaker' | 'fullLimit';

/** Retries come at random within so many milliseconds, so that callers who failed together do not come back together. */
const LONGEST_PAUSE = 50;

export interface GuardedCallOptions {
  readonly addressed: AddressedOperation;
  /** The target's name, for people. */
  readonly target: string;
  /** Makes the call at the target, each time it is called, and ends by the context's deadline. */
  readonly call: Call;
  /** Makes the call at home, on the same data as the target; left out if home must not answer. */
  readonly fallback?: Call | undefined;
  /** Of this operation at this target. */
  readonly breaker: Breaker;
  /** Of the target, as is the budget. */
  readonly limit: ConcurrencyLimit;
  readonly budget: RetryBudget;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** At least 0, below 1. */
  readonly random: () => number;
  /** Ends after so many milliseconds. */
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Hears what was done; it must neither throw nor take long. */
  readonly report: (what: Intervention, because: Because) => void;
}

/**
 * Compiles a call that outlives its target's faults where it may: limit, breaker, the call, at most one retry within the
 * budget, then home. Nothing begins after the caller's deadline or the operation's timeout, which run from the first
 * attempt on. A write without an idempotency key is made a second time, here or at home, only after a failure which says
 * that it was not executed.
 *
 * A target that may not be asked is `unavailable`, not executed. Each other failure is the last attempt's, and says that
 * nothing was executed only if that is so of all attempts.
 */
export function guardedCall(options: GuardedCallOptions): Call {
  const { addressed, target, call, fallback, breaker, limit, budget, now, random, pause, report } = options;
  const { address, operation } = addressed;

  const tell = (what: Intervention, because: Because, context: CallContext) => {
    report(what, because);
    markOf(context)?.span?.set(intervened[what](because));
  };

  const enter = (): Admission | Obstacle => {
    if (!limit.enter()) return 'fullLimit';
    const admission = breaker.admit();
    if (admission) return admission;
    limit.leave();
    return 'openBreaker';
  };

  const leave = (admission: Admission, outcome: Outcome) => {
    limit.leave();
    breaker.settle(admission, outcome);
  };

  const attempt = async (admission: Admission, input: unknown, context: CallContext, otherwise: Otherwise): Promise<unknown> => {
    try {
      const answer = await call(input, context);
      leave(admission, 'answered');
      return answer;
    } catch (error) {
      leave(admission, classify(address, error));
      if (!mayRepeat(addressed, error)) throw error;
      return otherwise(error, input, context).catch((later: unknown) => {
        throw isNotExecuted(address, error) ? later : inSum(later);
      });
    }
  };

  const again: Otherwise = async (failure, input, context) => {
    const wait = random() * LONGEST_PAUSE;
    if (now() + wait >= context.deadline || !budget.withdraw()) return atHome(failure, input, context);
    await pause(wait);
    if (now() >= context.deadline) throw failure;
    const entered = enter();
    if (typeof entered === 'string') return atHome(failure, input, context);
    tell('retried', 'fault', context);
    return attempt(entered, input, context, atHome);
  };

  const atHome: Otherwise = async (failure, input, context) => {
    if (!fallback || now() >= context.deadline) throw failure;
    tell('fellBack', 'fault', context);
    return fallback(input, context);
  };

  const notAsked = (obstacle: Obstacle): CallError => {
    const message = `${target} is not asked for ${address} now. ${whenAsked(obstacle, breaker, limit)}`;
    return new CallError('unavailable', address, message, { executed: 'no' });
  };

  return (input, context) => {
    const start = now();
    if (start >= context.deadline) return refuseLate(address);
    const latest = start + operation.timeout;
    const hop = latest < context.deadline ? { ...context, deadline: latest } : context;
    const entered = enter();
    if (typeof entered !== 'string') {
      budget.deposit();
      return attempt(entered, input, hop, again);
    }
    tell('shortCircuited', entered, hop);
    if (!fallback) return Promise.reject(notAsked(entered));
    tell('fellBack', entered, hop);
    return fallback(input, hop);
  };
}

/** What a call's span is told of. */
const intervened: Readonly<Record<Intervention, (because: Because) => SpanAttributes>> = {
  retried: () => ({ retry: true }),
  fellBack: () => ({ fallback: true }),
  shortCircuited: (because) => ({ 'not.asked': because }),
};

/** What is left to do after an attempt that failed and may be repeated. */
type Otherwise = (failure: unknown, input: unknown, context: CallContext) => Promise<unknown>;

/** The last of several failures, of which an earlier one may have been executed. */
function inSum(last: unknown): unknown {
  if (!isCallError(last) || last.details.executed === 'unknown') return last;
  return new CallError(last.code, last.operation, last.message, { ...last.details, executed: 'unknown' }, { cause: last });
}

function whenAsked(obstacle: Obstacle, { triesAgainIn }: Breaker, { most }: ConcurrencyLimit): string {
  if (obstacle === 'fullLimit') return `It is asked again once fewer than ${most} calls are under way there; try again in a moment.`;
  if (triesAgainIn > 0) return `Too many of its calls failed. It is asked again in ${Math.ceil(triesAgainIn)} ms; try again then.`;
  return 'Too many of its calls failed, and a few are finding out whether it is well; try again in a moment.';
}
