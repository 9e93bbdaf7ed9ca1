import { lookout } from './lookout.ts';
import type { RouteStore, StoredRoutes } from './route-store.ts';

/** Calls back once after so many milliseconds. @returns calls it off */
export type After = (milliseconds: number, then: () => void) => () => void;

/** A watch that looks at once, and again so many milliseconds after each look has ended. */
export interface Polling {
  /** Looks at once, besides the usual times. */
  look(): void;
  stop(): void;
}

/** Watches a store by asking it again and again. */
export function poll(spec: {
  readonly load: RouteStore['load'];
  readonly onNewer: (newest: StoredRoutes) => void;
  readonly everyMs: number;
  readonly after: After;
}): Polling {
  const looking = lookout(spec.load, spec.onNewer);
  let stopped = false;
  let callOff = (): void => undefined;

  async function round(): Promise<void> {
    await looking.look();
    if (!stopped) callOff = spec.after(spec.everyMs, () => void round());
  }
  void round();

  return {
    look: () => void looking.look(),
    stop() {
      stopped = true;
      callOff();
      looking.stop();
    },
  };
}
