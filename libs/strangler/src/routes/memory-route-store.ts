import { lookout, type Lookout } from './lookout.ts';
import type { RouteStore, StoredRoutes } from './route-store.ts';

/** A store that lasts as long as its process, for tests, simulations and a shop of one host. It is always there. */
export function memoryRouteStore(): RouteStore {
  const states: StoredRoutes[] = [];
  const watches = new Set<Lookout>();
  const load = () => Promise.resolve(states.at(-1));

  return {
    load,

    append({ version, text }) {
      const follows = version === states.length + 1;
      if (follows) {
        states.push({ version, text });
        for (const watch of watches) void watch.look();
      }
      return Promise.resolve(follows);
    },

    history: ({ limit, before = Infinity }) => Promise.resolve(states.slice(0, Math.max(0, Math.min(states.length, before - 1))).reverse().slice(0, limit)),

    watch(onNewer) {
      const watch = lookout(load, onNewer);
      watches.add(watch);
      void watch.look();
      return () => {
        watch.stop();
        watches.delete(watch);
      };
    },

    close() {
      for (const watch of watches) watch.stop();
      watches.clear();
      return Promise.resolve();
    },
  };
}
