import { isUnavailable } from '@banyan/contracts/define';
import type { LastGood } from './last-good.ts';
import type { RouteChange, RouteCodec } from './route-change.ts';
import type { RouteStore, StoredRoutes } from './route-store.ts';
import type { RouteTableDefinition } from './route.ts';

export interface FollowOptions {
  /** The table that came with this release. */
  readonly image: RouteTableDefinition;
  /** The truth, where there is one. */
  readonly store?: RouteStore;
  /** What to start from while the store is away. */
  readonly lastGood?: LastGood;
  readonly codec: RouteCodec;
  /** Puts a table into force. @throws if this host cannot honour it; what was in force then stays */
  readonly apply: (table: RouteTableDefinition) => void;
  /** Hears of routes that were not taken, and of a place that cannot be reached. */
  readonly onRefused: (reason: unknown, source: Source) => void;
  /** Resolves after how long to wait for the store at start. */
  readonly patience: () => Promise<void>;
}

/** Where routes come from. */
export type Source = 'store' | 'lastGood' | 'image';

export interface Followed {
  /** What was begun with. */
  readonly source: Source;
  stop(): void;
}

/**
 * Begins with the newest routes that can be had and honoured: those of the store, those that were good last, or those of
 * the image; then follows the store. Routes that are damaged, older than those in force or not to be honoured are refused.
 * @throws what `apply` threw of the image, if nothing else could be begun with
 */
export async function followRoutes(options: FollowOptions): Promise<Followed> {
  const { image, store, lastGood, codec, apply, onRefused, patience } = options;
  let inForce = 0;

  const take = (text: string, source: Source): boolean => {
    try {
      const { table } = codec.decode(text);
      if (table.version < inForce) throw new OlderRoutes(table.version, inForce);
      if (table.version > inForce) apply(table);
      inForce = table.version;
      return true;
    } catch (error) {
      onRefused(error, source);
      return false;
    }
  };

  const remember = (text: string): void => {
    lastGood?.write(text).catch((error: unknown) => onRefused(error, 'lastGood'));
  };

  const begin = async (): Promise<Source> => {
    const remembered = await orNothing(() => lastGood?.read(), 'lastGood', onRefused);
    const stored = store && (await orNothing(() => Promise.race([store.load(), patience().then(() => Promise.reject(new StoreSilent()))]), 'store', onRefused));
    const taken = remembered !== undefined && take(remembered, 'lastGood');
    if (stored && take(stored.text, 'store')) {
      remember(stored.text);
      return 'store';
    }
    if (taken) return 'lastGood';
    apply(image);
    inForce = image.version;
    return 'image';
  };

  const source = await begin();
  const stop = store?.watch(({ text }: StoredRoutes) => {
    if (take(text, 'store')) remember(text);
  });
  return { source, stop: () => stop?.() };
}

/** The first state of a store that has none. @returns false if somebody was quicker, or the image does not begin with version 1 */
export async function seedRoutes(store: RouteStore, codec: RouteCodec, change: RouteChange): Promise<boolean> {
  if (change.table.version !== 1 || (await store.load()) !== undefined) return false;
  return store.append({ version: 1, text: codec.encode(change) });
}

/** The routes offered are older than those in force: somebody has set the store back. */
export class OlderRoutes extends Error {
  override readonly name = 'OlderRoutes';

  constructor(offered: number, inForce: number) {
    super(`Version ${offered} of the routes is older than version ${inForce}, which is in force and stays. Has the store been set back?`);
  }
}

class StoreSilent extends Error {
  override readonly name = 'StoreSilent';

  constructor() {
    super('The route store does not answer; the host begins without it, and follows it once it does.');
  }
}

async function orNothing<T>(work: () => Promise<T> | undefined, source: Source, onRefused: FollowOptions['onRefused']): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!isUnavailable(error) && !(error instanceof StoreSilent)) throw error;
    onRefused(error, source);
    return undefined;
  }
}
