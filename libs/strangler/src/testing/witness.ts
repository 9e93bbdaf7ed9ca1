import type { RouteStore } from '../routes/route-store.ts';

/** What a watch has told. */
export interface Witness {
  /** The versions it told of, in that order. */
  readonly versions: readonly number[];
  /** Resolves once it has told of this version or a newer one. */
  reached(version: number): Promise<void>;
  stop(): void;
}

/** Watches a store. */
export function witness(store: RouteStore): Witness {
  const versions: number[] = [];
  const waiting = new Set<{ readonly version: number; readonly resolve: () => void }>();
  const newest = () => versions.at(-1) ?? 0;
  const stop = store.watch(({ version }) => {
    versions.push(version);
    for (const waiter of waiting) if (version >= waiter.version) waiter.resolve();
  });
  return {
    versions,
    stop,
    reached: (version) =>
      newest() >= version ? Promise.resolve() : new Promise((resolve) => void waiting.add({ version, resolve })),
  };
}
