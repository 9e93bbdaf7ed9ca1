import { describe, expect, it } from '@jest/globals';
import { Unavailable } from '@banyan/contracts/define';
import { followRoutes, OlderRoutes, seedRoutes, type FollowOptions } from './follow-routes.ts';
import type { LastGood } from './last-good.ts';
import { memoryRouteStore } from './memory-route-store.ts';
import { RoutesUnreadable, type RouteChange, type RouteCodec } from './route-change.ts';
import type { RouteStore } from './route-store.ts';
import type { RouteTableDefinition } from './route.ts';

const codec: RouteCodec = {
  encode: JSON.stringify,
  decode(text) {
    if (!text.startsWith('{')) throw new RoutesUnreadable('Damaged.');
    return JSON.parse(text) as RouteChange;
  },
};
const table = (version: number, target = 'orders'): RouteTableDefinition => ({ version, routes: { 'orders.*': { kind: 'remote', target } } });
const change = (version: number, target?: string): RouteChange => ({ table: table(version, target), by: 'ann', at: '2026-01-01T00:00:00.000Z', why: 'a test' });
const text = (version: number, target?: string) => codec.encode(change(version, target));
const image: RouteTableDefinition = { version: 1, routes: {} };

async function storeWith(...texts: string[]): Promise<RouteStore> {
  const store = memoryRouteStore();
  for (const [index, one] of texts.entries()) await store.append({ version: index + 1, text: one });
  return store;
}

function remembering(kept?: string): LastGood & { kept: string | undefined } {
  return {
    kept,
    read() {
      return Promise.resolve(this.kept);
    },
    write(next) {
      this.kept = next;
      return Promise.resolve();
    },
  };
}

const away = () => Promise.reject(new Unavailable('PostgreSQL'));

async function follow(given: Partial<FollowOptions>) {
  const applied: RouteTableDefinition[] = [];
  const refused: unknown[] = [];
  const followed = await followRoutes({
    image,
    codec,
    apply: (next) => {
      if (JSON.stringify(next).includes('nowhere')) throw new Error('There is no target nowhere.');
      applied.push(next);
    },
    onRefused: (reason) => refused.push(reason),
    patience: () => new Promise(() => undefined),
    ...given,
  });
  return { followed, applied, refused, versions: () => applied.map(({ version }) => version) };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a host begins with', () => {
  it('the routes of the store, and remembers them', async () => {
    const lastGood = remembering();
    const { followed, versions } = await follow({ store: await storeWith(text(1), text(2)), lastGood });
    expect(followed.source).toBe('store');
    expect(versions()).toEqual([2]);
    expect(lastGood.kept).toBe(text(2));
  });

  it('the last good ones while the store is away, or silent', async () => {
    const gone = { ...memoryRouteStore(), load: away };
    const silent = { ...memoryRouteStore(), load: () => new Promise<never>(() => undefined) };
    for (const [store, patience] of [[gone, () => new Promise<void>(() => undefined)], [silent, () => Promise.resolve()]] as const) {
      const { followed, versions, refused } = await follow({ store, lastGood: remembering(text(7)), patience });
      expect(followed.source).toBe('lastGood');
      expect(versions()).toEqual([7]);
      expect(refused).toHaveLength(1);
    }
  });

  it('those of its image where there is nothing else that it can read and honour', async () => {
    for (const given of [{}, { store: memoryRouteStore() }, { store: await storeWith('damaged'), lastGood: remembering('damaged') }, { store: await storeWith(text(1, 'nowhere')) }]) {
      const { followed, applied } = await follow(given);
      expect(followed.source).toBe('image');
      expect(applied).toEqual([image]);
    }
  });

  it('the last good ones if the store was set back behind them', async () => {
    const { followed, versions, refused } = await follow({ store: await storeWith(text(1), text(2)), lastGood: remembering(text(3)) });
    expect(followed.source).toBe('lastGood');
    expect(versions()).toEqual([3]);
    expect(refused[0]).toBeInstanceOf(OlderRoutes);
  });

  it('nothing if it cannot honour even its image', async () => {
    await expect(follow({ image: table(1, 'nowhere') })).rejects.toThrow('no target nowhere');
  });
});

describe('a host that runs', () => {
  it('takes each newer state, and remembers it', async () => {
    const store = await storeWith(text(1));
    const lastGood = remembering();
    const { versions } = await follow({ store, lastGood });
    await store.append({ version: 2, text: text(2) });
    await store.append({ version: 3, text: text(3) });
    await settled();
    expect(versions().at(-1)).toBe(3);
    expect(lastGood.kept).toBe(text(3));
  });

  it('keeps its routes where the newer ones are damaged or cannot be honoured, and takes the next good ones', async () => {
    const store = await storeWith(text(1));
    const lastGood = remembering();
    const { versions, refused } = await follow({ store, lastGood });
    await store.append({ version: 2, text: 'damaged' });
    await settled();
    await store.append({ version: 3, text: text(3, 'nowhere') });
    await settled();
    expect(versions()).toEqual([1]);
    expect(lastGood.kept).toBe(text(1));
    expect(refused).toHaveLength(2);
    await store.append({ version: 4, text: text(4) });
    await settled();
    expect(versions()).toEqual([1, 4]);
  });

  it('takes no more after it was stopped', async () => {
    const store = await storeWith(text(1));
    const { followed, versions } = await follow({ store });
    followed.stop();
    await store.append({ version: 2, text: text(2) });
    await settled();
    expect(versions()).toEqual([1]);
  });
});

describe('the first state of a store', () => {
  it('is written once, whoever comes first', async () => {
    const store = memoryRouteStore();
    const seeded = await Promise.all([seedRoutes(store, codec, change(1)), seedRoutes(store, codec, change(1)), seedRoutes(store, codec, change(2))]);
    expect(seeded.filter(Boolean)).toHaveLength(1);
    expect(await store.load()).toEqual({ version: 1, text: text(1) });
  });
});
