import type { Contract } from '@banyan/contracts/define';
import type { Ambient } from './ambient.ts';
import type { OnDefect } from './calls/conclude.ts';
import type { LocalCallOptions } from './calls/local-call.ts';
import type { LocalModule } from './local-module.ts';
import type { Spans } from './observe/spans.ts';
import type { Tallies } from './observe/tallies.ts';
import type { Safeguards } from './resilience/safeguards.ts';
import type { Standpoint } from './routes/choice.ts';
import type { Shadows } from './shadow/shadows.ts';
import type { Target } from './target.ts';

export interface DispatcherOptions {
  readonly contracts: readonly Contract[];
  /** From where this process reads the routes; it is home if left out. */
  readonly standpoint?: Standpoint;
  readonly ambient: Ambient;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly onDefect: OnDefect;
  readonly guard?: LocalCallOptions['guard'];
  /** Breakers, retries and limits of calls to targets; without them each call is made once. */
  readonly safeguards?: Safeguards;
  /** Counts the calls that this process makes, side by side where a route has two. */
  readonly tallies?: Pick<Tallies, 'observe' | 'meterOf'>;
  /** Counts those that other hosts make here. */
  readonly servedTallies?: Pick<Tallies, 'meterOf'>;
  /** Makes calls at targets that home has answered; without them shadow routes are only local. */
  readonly shadows?: Shadows;
  /** Whether other hosts are answered nothing but what they ask for comparison only; false if left out. */
  readonly servesOnlyShadows?: boolean;
  /** Records the calls of those traces that are to be recorded; without it none is looked at. */
  readonly spans?: Spans;
}

/** What routes can lead to. */
export interface Reachable {
  /** The modules that run in this process, by name. */
  readonly modules: ReadonlyMap<string, LocalModule>;
  readonly targets: ReadonlyMap<string, Target>;
  /** The same hosts over connections of their own, for shadows; those that shoppers' calls take if left out. */
  readonly shadowTargets?: ReadonlyMap<string, Target>;
}
