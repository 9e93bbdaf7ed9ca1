/** How one call of an operation went, at one side of its route. */
export interface CallObservation {
  /** `catalog.getProduct` */
  readonly address: string;
  /** The version of the route table that decided. */
  readonly version: number;
  /** The target that was asked; undefined for home. */
  readonly target: string | undefined;
  /** `refused`: an answer that the contract or the caller's input calls for, never a fault of the side that gave it. */
  readonly outcome: 'answered' | 'refused' | 'failed';
  readonly milliseconds: number;
}

/** Hears of calls; it must neither throw nor take long. */
export type Observe = (observation: CallObservation) => void;
