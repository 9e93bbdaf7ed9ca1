import type { FailureClass } from './classify.ts';
import { FaultWindow } from './fault-window.ts';

export interface BreakerOptions {
  /** Milliseconds of any clock. */
  readonly now: () => number;
  /** Milliseconds that the window looks back, in ten buckets; 10,000 where left out. */
  readonly windowMs?: number;
  /** Share of faults, 0 to 1, from which it opens; 0.5 where left out. */
  readonly faultRate?: number;
  /** Calls that must be in the window before it may open; 20 where left out. */
  readonly minimumCalls?: number;
  /** Milliseconds that it stays open; 5,000 where left out. */
  readonly openMs?: number;
  /** Probes under way at once while it is half-open; 3 where left out. */
  readonly probes?: number;
  /** Good probes in a row that close it; 3 where left out. */
  readonly goodProbes?: number;
}

/** `closed`: all calls go through. `open`: none. `halfOpen`: a few, as probes. */
export type BreakerState = 'closed' | 'open' | 'halfOpen';

/** How a call ended. */
export type Outcome = 'answered' | FailureClass;

type Closed = { readonly kind: 'closed'; readonly window: FaultWindow };
type Open = { readonly kind: 'open'; readonly since: number };
type HalfOpen = { readonly kind: 'halfOpen'; underWay: number; good: number };

/** That a call was let through, and in which of the breaker's periods: what a call of an earlier one brings, counts no more. */
export type Admission = Closed | HalfOpen;

/**
 * Stops the calls of one operation to a target that fails them, and tries a few later on (M. Nygard, Release It!,
 * "Circuit Breaker"). It has no timer; it looks at the clock when a call comes. Each admitted call has to be settled
 * once, so it has to end: one that never did would hold its place as a probe.
 */
export class Breaker {
  readonly #now: () => number;
  readonly #windowMs: number;
  readonly #faultRate: number;
  readonly #minimumCalls: number;
  readonly #openMs: number;
  readonly #probes: number;
  readonly #goodProbes: number;
  #period: Closed | Open | HalfOpen;

  constructor({ now, windowMs = 10_000, faultRate = 0.5, minimumCalls = 20, openMs = 5_000, probes = 3, goodProbes = 3 }: BreakerOptions) {
    this.#now = now;
    this.#windowMs = windowMs;
    this.#faultRate = faultRate;
    this.#minimumCalls = minimumCalls;
    this.#openMs = openMs;
    this.#probes = probes;
    this.#goodProbes = goodProbes;
    this.#period = this.#closed();
  }

  /** Half-open as soon as the next call would be a probe. */
  get state(): BreakerState {
    const { kind } = this.#period;
    return kind === 'open' && this.triesAgainIn === 0 ? 'halfOpen' : kind;
  }

  /** Milliseconds until it lets a probe through; 0 if it is not open. */
  get triesAgainIn(): number {
    const period = this.#period;
    if (period.kind !== 'open') return 0;
    const elapsed = this.#now() - period.since;
    // A clock that went back must not keep it open.
    return elapsed < 0 ? 0 : Math.max(0, this.#openMs - elapsed);
  }

  /** Lets a call through, or not. */
  admit(): Admission | undefined {
    let period = this.#period;
    if (period.kind === 'closed') return period;
    if (period.kind === 'open') {
      if (this.triesAgainIn > 0) return undefined;
      period = this.#period = { kind: 'halfOpen', underWay: 0, good: 0 };
    }
    if (period.underWay >= this.#probes) return undefined;
    period.underWay += 1;
    return period;
  }

  /** Takes note of how an admitted call ended. */
  settle(admission: Admission, outcome: Outcome): void {
    if (admission !== this.#period) return;
    if (admission.kind === 'closed') this.#count(admission, outcome);
    else this.#probed(admission, outcome);
  }

  #count({ window }: Closed, outcome: Outcome): void {
    if (outcome === 'unsent') return;
    const isFault = outcome === 'fault';
    window.record(this.#now(), isFault);
    // As good calls of long ago leave the window, faults prevail in it: after an outage, a target that answers again is well.
    if (isFault && window.calls >= this.#minimumCalls && window.faults >= this.#faultRate * window.calls) this.#open();
  }

  #probed(period: HalfOpen, outcome: Outcome): void {
    period.underWay -= 1;
    if (outcome === 'unsent') return;
    if (outcome === 'fault') return this.#open();
    period.good += 1;
    if (period.good >= this.#goodProbes) this.#period = this.#closed();
  }

  #open(): void {
    this.#period = { kind: 'open', since: this.#now() };
  }

  #closed(): Closed {
    return { kind: 'closed', window: new FaultWindow(this.#windowMs) };
  }
}
