import type { StoredRoutes } from './route-store.ts';

/** Looks for newer states, and tells of each at most once and never of an older one after a newer one. */
export interface Lookout {
  /**
   * Looks at once. Who asks while it looks is served by one more look, since the first may have seen too little. A
   * store that cannot be reached tells nothing; whoever looks next tries again.
   * @returns when it has stopped looking
   */
  look(): Promise<void>;
  /** Passes a state on that was found elsewhere, if it is newer. */
  tell(found: StoredRoutes): void;
  /** Nothing is told afterwards, not even by a look that is under way. */
  stop(): void;
}

/** What every watch of a store is made of. */
export function lookout(load: () => Promise<StoredRoutes | undefined>, onNewer: (newest: StoredRoutes) => void): Lookout {
  let told = 0;
  let stopped = false;
  let wanted = false;
  let looking: Promise<void> | undefined;

  function tell(found: StoredRoutes): void {
    if (stopped || found.version <= told) return;
    told = found.version;
    onNewer(found);
  }

  async function lookWhileWanted(): Promise<void> {
    try {
      do {
        wanted = false;
        const found = await load().catch(() => undefined);
        if (found) tell(found);
      } while (wanted && !stopped);
    } finally {
      looking = undefined;
    }
  }

  return {
    tell,
    look() {
      if (stopped) return Promise.resolve();
      if (looking) wanted = true;
      else looking = lookWhileWanted();
      return looking;
    },
    stop() {
      stopped = true;
    },
  };
}
