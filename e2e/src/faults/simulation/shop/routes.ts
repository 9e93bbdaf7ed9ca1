import { isUnavailable, Unavailable } from '@banyan/contracts/define';
import { followRoutes, OlderRoutes, PolledWatches, RoutesUnreadable, type Followed, type LastGood, type RouteChange, type RouteCodec, type RouteStore, type RouteTableDefinition } from '@banyan/strangler';
import type { Border } from '../network/border.ts';
import type { Process } from '../time/process.ts';

/** Milliseconds between two looks at the store: such that a change is everywhere within a second. */
const everyMs = 800;
/** Milliseconds for the store to answer when a host starts, as hosts have them. */
const patienceMs = 2_000;

/** The routes of the release. */
export const image: RouteTableDefinition = { version: 1, routes: {} };

/** Routes as JSON, unsigned. */
export const codec: RouteCodec = {
  encode: (change) => JSON.stringify(change),
  decode: (text) => {
    if (!text.startsWith('{')) throw new RoutesUnreadable(`These are no routes: ${text}`);
    return JSON.parse(text) as RouteChange;
  },
};

/** The one store of the routes, as a process reaches it: asked again and again. */
export function routesSeenBy(process: Process, store: RouteStore, border: Border): RouteStore {
  const cross = <T>(effect: () => Promise<T>) => border.cross(process, effect, () => new Unavailable('PostgreSQL'));
  const watches = new PolledWatches({
    newerThan: (known) =>
      cross(async () => {
        const newest = await store.load();
        return newest && newest.version > known ? newest : undefined;
      }),
    everyMs,
    after: (milliseconds, then) => {
      const timer = setTimeout(then, milliseconds);
      return () => clearTimeout(timer);
    },
  });
  return {
    load: () => cross(() => store.load()),
    append: (next) => cross(() => store.append(next)),
    history: (limits) => cross(() => store.history(limits)),
    watch: watches.watch,
    close: () => Promise.resolve(watches.stop()),
  };
}

/** The last good routes of a host: they outlive its processes. */
export function lastGoodInMemory(): LastGood {
  let kept: string | undefined;
  return {
    read: async () => kept,
    write: async (text) => void (kept = text),
  };
}

/** Has a host's routes follow those of the store. */
export function follow(given: { readonly store: RouteStore; readonly lastGood: LastGood; readonly apply: (table: RouteTableDefinition) => void; readonly onRefused: (reason: unknown, expected: boolean) => void }): Promise<Followed> {
  const { onRefused, ...more } = given;
  return followRoutes({
    ...more,
    image,
    codec,
    onRefused: (reason) => onRefused(reason, isUnavailable(reason) || reason instanceof OlderRoutes || (reason instanceof Error && reason.name === 'StoreSilent')),
    patience: () => new Promise((resolve) => setTimeout(resolve, patienceMs)),
  });
}
