/** What is asked of a worker, which answers each when it is done. */
export type Asked =
  /** Have so many calls wait in each of so many lanes. */
  | { readonly ask: 'fill'; readonly lanes: number; readonly callsPerLane: number }
  /** Execute, so many lanes at once; each call waits for a time of its own, exponentially distributed around this many milliseconds. */
  | { readonly ask: 'start'; readonly places: number; readonly meanMs: number; readonly drawn: Drawn }
  /** Take in calls at random moments, each in a lane of its own from this one on, so many a second for so many seconds. */
  | { readonly ask: 'arrive'; readonly firstLane: number; readonly perSecond: number; readonly seconds: number }
  | { readonly ask: 'count' }
  | { readonly ask: 'stop' };

/** How the times of handlers are drawn: by chance, or so evenly that the mean of few is what it should be, which hides how they add up by chance. */
export type Drawn = 'by chance' | 'evenly';

/** What one worker has seen, by a clock that all processes of the machine have in common, in milliseconds. */
export interface Seen {
  /** When a call was in the inbox, by its lane; of those that this worker took in at random moments. */
  readonly arrived: readonly { readonly lane: string; readonly at: number }[];
  readonly executed: readonly Execution[];
}

/** A call that was executed: when its handler began, and when it ended. */
export interface Execution {
  readonly lane: string;
  readonly began: number;
  readonly ended: number;
}
