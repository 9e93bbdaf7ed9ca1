import type { Call } from '../calls/conclude.ts';
import type { AddressedOperation } from '../target.ts';
import { Breaker, type BreakerOptions, type BreakerState } from './breaker.ts';
import { ConcurrencyLimit } from './concurrency-limit.ts';
import { guardedCall, type Because, type GuardedCallOptions, type Intervention } from './guarded-call.ts';
import { RetryBudget, type RetryBudgetOptions } from './retry-budget.ts';

export interface SafeguardsOptions extends Pick<GuardedCallOptions, 'now' | 'random' | 'pause'> {
  /** Hears what was done about calls of an operation to a target; it must neither throw nor take long. */
  readonly report: (what: Intervention, because: Because, address: string, target: string) => void;
  readonly breakers?: Omit<BreakerOptions, 'now'>;
  readonly budgets?: Omit<RetryBudgetOptions, 'now'>;
  /** Calls under way at each target at most; 256 where left out. */
  readonly limit?: number;
}

/** The state of the breaker for an operation at a target. */
export interface BreakerReading {
  readonly target: string;
  readonly address: string;
  readonly state: BreakerState;
}

interface Safeguard {
  readonly limit: ConcurrencyLimit;
  readonly budget: RetryBudget;
  /** By the operation's address. */
  readonly breakers: Map<string, Breaker>;
}

/** What is known of each target's health. It belongs to the process: new routes change nothing about it. */
export class Safeguards {
  readonly #options: SafeguardsOptions;
  readonly #targets = new Map<string, Safeguard>();

  constructor(options: SafeguardsOptions) {
    this.#options = options;
  }

  /** Guards the calls of an operation to a target; see {@link guardedCall}. */
  guard(addressed: AddressedOperation, target: string, call: Call, fallback?: Call): Call {
    const { now, random, pause, report } = this.#options;
    const { address } = addressed;
    const { limit, budget, breakers } = this.#of(target);
    const breaker = breakers.get(address) ?? new Breaker({ now, ...this.#options.breakers });
    breakers.set(address, breaker);
    return guardedCall({
      addressed,
      target,
      call,
      fallback,
      breaker,
      limit,
      budget,
      now,
      random,
      pause,
      report: (what, because) => report(what, because, address, target),
    });
  }

  /** All breakers there are, for metrics. */
  readings(): BreakerReading[] {
    return [...this.#targets].flatMap(([target, { breakers }]) =>
      [...breakers].map(([address, { state }]) => ({ target, address, state })),
    );
  }

  #of(target: string): Safeguard {
    const known = this.#targets.get(target);
    if (known) return known;
    const { now, budgets, limit } = this.#options;
    const made = { limit: new ConcurrencyLimit(limit), budget: new RetryBudget({ now, ...budgets }), breakers: new Map<string, Breaker>() };
    this.#targets.set(target, made);
    return made;
  }
}
