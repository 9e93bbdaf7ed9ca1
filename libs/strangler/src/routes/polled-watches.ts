import { poll, type After } from './polling.ts';
import type { RouteStore, StoredRoutes } from './route-store.ts';

/** Another way to learn of changes, beside asking again and again. */
export interface Hints {
  /** Called before each look: what changes from now on has to be told. */
  attend(): void;
  stop(): void;
}

export interface PolledWatchesOptions {
  /** The newest state, unless it is no newer than one that is known, so that a look which finds nothing need move no text. */
  readonly newerThan: (known: number) => Promise<StoredRoutes | undefined>;
  /** Milliseconds between looks. */
  readonly everyMs: number;
  readonly after: After;
  /** @param look to be called whenever there may be something new */
  readonly hints?: (look: () => void) => Hints;
}

/** The watches of a store that is asked again and again. */
export class PolledWatches {
  readonly #options: PolledWatchesOptions;
  readonly #stops = new Set<() => void>();

  constructor(options: PolledWatchesOptions) {
    this.#options = options;
  }

  /** See `RouteStore.watch`. */
  readonly watch: RouteStore['watch'] = (onNewer) => {
    const { newerThan, everyMs, after } = this.#options;
    const hints = this.#options.hints?.(() => polling.look());
    let known = 0;
    const polling = poll({
      load() {
        hints?.attend();
        return newerThan(known);
      },
      onNewer(newest) {
        known = newest.version;
        onNewer(newest);
      },
      everyMs,
      after,
    });
    const stop = () => {
      polling.stop();
      hints?.stop();
      this.#stops.delete(stop);
    };
    this.#stops.add(stop);
    return stop;
  };

  /** Ends all of them. */
  stop(): void {
    for (const stop of this.#stops) stop();
  }
}
