import { lookout } from './lookout.ts';
import type { Nudges } from './nudges.ts';
import type { RouteStore } from './route-store.ts';

/**
 * A store whose watches look at once when they are nudged, and which nudges after each append. Where nudges are lost its own
 * watch is what remains. Closing it closes both.
 */
export function nudged(store: RouteStore, nudges: Nudges): RouteStore {
  const stops = new Set<() => void>();
  return {
    load: () => store.load(),
    history: (limits) => store.history(limits),

    async append(next) {
      let mayBeThere = true;
      try {
        return (mayBeThere = await store.append(next));
      } finally {
        if (mayBeThere) nudges.send();
      }
    },

    watch(onNewer) {
      const looking = lookout(() => store.load(), onNewer);
      const stopListening = nudges.listen(() => void looking.look());
      const stopWatching = store.watch(looking.tell);
      const stop = () => {
        looking.stop();
        stopListening();
        stopWatching();
        stops.delete(stop);
      };
      stops.add(stop);
      return stop;
    },

    async close() {
      for (const stop of stops) stop();
      await nudges.close();
      await store.close();
    },
  };
}
