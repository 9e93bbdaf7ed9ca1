/** Milliseconds between two looks at the store: at least `min` while there is work, doubling up to `max` while there is none. */
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
 * Claims lanes as places become free, and works on many at once. With nothing in hand it looks as soon as it is
 * nudged; else it lets a moment pass between two looks, so that lanes are claimed together rather than one by one.
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
  /** Whether something has happened that the last look may have missed. */
  let due = false;
  let resting = false;
  /** Whether the last claim filled all places, so that more lanes are likely to wait. */
  let full = false;
  let wake: () => void = () => undefined;

  function begin(claimed: Claimed): void {
    const work: Promise<void> = spec.work(claimed).catch(spec.onError).finally(() => {
      busy.delete(work);
      if (full && concurrency - busy.size >= enoughPlaces) wake();
      // It may hold more, which nobody could claim until now.
      look();
    });
    busy.add(work);
  }

  function look(): void {
    due = true;
    if (resting) wake();
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
      due = false;
      const places = concurrency - busy.size;
      const claimed = places > 0 ? await claim(places) : [];
      claimed.forEach(begin);
      full = claimed.length === places;
      const found = claimed.length > 0 || full;
      interval = found ? pollMs.min : Math.min(pollMs.max, interval * 2);
      if (busy.size > 0) await pause(pollMs.min);
      if (!found) await rest(interval);
    }
    await Promise.all(busy);
  }

  async function rest(milliseconds: number): Promise<void> {
    if (due) return;
    resting = true;
    await pause(milliseconds);
    resting = false;
  }

  function pause(milliseconds: number): Promise<void> {
    if (stopping) return Promise.resolve();
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
    nudge: look,
    async stop() {
      stopping = true;
      wake();
      await running;
    },
  };
}
