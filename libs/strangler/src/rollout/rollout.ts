/** A stage on the way from home to a target. */
export type Step =
  | { readonly kind: 'shadow'; readonly percent: number }
  | { readonly kind: 'canary'; readonly percent: number }
  | { readonly kind: 'remote' };

/** What has to be true before a rollout goes on, and what sends it back. */
export interface Gate {
  /** Calls that the target must have answered in this step before anything is concluded. */
  readonly minimumSamples: number;
  /** Milliseconds that a step lasts at least. */
  readonly dwellMs: number;
  /** Share of the target's calls, 0 to 1, that may fail beyond home's own share. */
  readonly errorRate: number;
  /** How many times home's p99 the target's may be; a difference below `slowerByMs` does not count. */
  readonly slowerBy: number;
  readonly slowerByMs: number;
  /** Share of compared answers, 0 to 1, that may differ beyond the noise of home against home. */
  readonly mismatchRate: number;
}

/** A move of an operation, a group or a module from home to a target, step by step. */
export interface Rollout {
  readonly target: string;
  readonly steps: readonly Step[];
  /** The step it stands at; −1 while all is at home. */
  readonly at: number;
  /** Since when: ISO 8601 instant, and the version of the table that began this step. */
  readonly since: string;
  readonly sinceVersion: number;
  /** `automatic` moves on by itself once the gate opens; both roll back by themselves. */
  readonly mode: 'automatic' | 'manual';
  readonly state: 'running' | 'held' | 'rolledBack' | 'done';
  readonly gate: Gate;
}
