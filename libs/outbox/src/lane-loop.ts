/** Milliseconds between two looks at the store: `min` while there is work, doubling up to `max` while there is none. */
export interface PollInterval {
  readonly min: number;
  readonly max: number;
}

/** Work on lanes that goes on until it is stopped. */
export interface LaneLoop {
  start(): void;
  /** Something was just stored: look at once. */
  nudge(): void;
  /** Claims no more, and settles when the lanes in hand are done. */
  stop(): Promise<void>;
}

/**
 * Claims lanes as places become free, and works on many at once.
 * @param spec.claim up to so many lanes
 * @param spec.work on one lane; it deals with its own failures
 * @param spec.onError is told when claiming fails; the loop goes on
 */
export function laneLoop<Claimed>(spec: {
  readonly concurrency: number;
  readonly pollMs: PollInterval;
  readonly claim: (lanes: number) => Promise<readonly Claimed[]>;
  readonly work: (claimed: Claimed) => Promise<void>;
  readonly onError: (error: unknown) => void;
}): LaneLoop {
  const { concurrency, pollMs } = spec;
  /** Worth a claim of its own: single places would mean a statement for each lane. */
  const enoughPlaces = Math.max(1, Math.floor(concurrency / 4));
  const busy = new Set<Promise<void>>();
  let running: Promise<void> | undefined;
  let stopping = false;
  let nudged = false;
  /** Whether the last claim filled all places, so that more lanes are likely to wait. */
  let full = false;
  let wake: () => void = () => undefined;

  function begin(claimed: Claimed): void {
    const work: Promise<void> = spec.work(claimed).catch(spec.onError).finally(() => {
      busy.delete(work);
      if (full && concurrency - busy.size >= enoughPlaces) wake();
    });
    busy.add(work);
  }

  async function claim(places: number): Promise<readonly Claimed[]> {
    try {
      return await spec.claim(places);
    } catch (error) {
      spec.onError(error);
      return [];
    }
  }

  async function run(): Promise<void> {
    let interval = pollMs.min;
    while (!stopping) {
      nudged = false;
      const places = concurrency - busy.size;
      const claimed = places > 0 ? await claim(places) : [];
      claimed.forEach(begin);
      full = claimed.length === places;
      interval = claimed.length > 0 || full ? pollMs.min : Math.min(pollMs.max, interval * 2);
      if (!nudged && !stopping) await pause(interval);
    }
    await Promise.all(busy);
  }

  function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  return {
    start() {
      running ??= run();
    },
    nudge() {
      nudged = true;
      wake();
    },
    async stop() {
      stopping = true;
      wake();
      await running;
    },
  };
}
