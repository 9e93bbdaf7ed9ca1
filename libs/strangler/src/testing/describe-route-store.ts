import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { RouteStore } from '../routes/route-store.ts';
import { describeAbsence, type Absence } from './describe-absence.ts';
import { witness } from './witness.ts';

/** A store without any state in it, made for one test. */
export interface RouteStoreUnderTest {
  /** The store as a further host opens it. */
  open(): RouteStore;
  /** Ways in which it may be away, by their names. */
  readonly absences?: Readonly<Record<string, Absence>>;
  /** Throws away what is left, after all stores that were opened have been closed. */
  close(): Promise<void>;
}

/** What every store of routes promises. */
export function describeRouteStore(name: string, start: () => Promise<RouteStoreUnderTest>, absences: readonly string[] = []): void {
  describe(name, () => {
    let underTest: RouteStoreUnderTest;
    let opened: Set<RouteStore>;
    let store: RouteStore;
    const open = (): RouteStore => {
      const another = underTest.open();
      opened.add(another);
      return another;
    };
    beforeEach(async () => {
      underTest = await start();
      opened = new Set();
      store = open();
    });
    afterEach(async () => {
      for (const one of opened) await one.close();
      await underTest.close();
    });

    const fill = async (upTo: number) => {
      for (let version = ((await store.load())?.version ?? 0) + 1; version <= upTo; version++) await store.append({ version, text: `state ${version}` });
    };
    const states = (...versions: number[]) => versions.map((version) => ({ version, text: `state ${version}` }));

    it('is empty at first', async () => {
      expect(await store.load()).toBeUndefined();
      expect(await store.history({ limit: 10 })).toEqual([]);
    });

    it('gives the newest state to every host', async () => {
      for (const version of [1, 2, 3]) {
        expect(await store.append({ version, text: `state ${version}` })).toBe(true);
        expect(await open().load()).toEqual({ version, text: `state ${version}` });
      }
    });

    it('begins with version 1', async () => {
      for (const version of [-1, 0, 2, 7]) expect(await store.append({ version, text: 'no' })).toBe(false);
      expect(await store.load()).toBeUndefined();
    });

    it('refuses a version that is taken or leaves a gap, and keeps what it has', async () => {
      await fill(3);
      for (const version of [-1, 0, 1, 3, 5, 1_000]) expect(await store.append({ version, text: 'no' })).toBe(false);
      expect(await store.history({ limit: 10 })).toEqual(states(3, 2, 1));
    });

    it('lets exactly one win of those who append a version at once', async () => {
      const stores = Array.from({ length: 8 }, open);
      for (let version = 1; version <= 10; version++) {
        const won = await Promise.all(stores.map((one, index) => one.append({ version, text: String(index) })));
        expect(won.filter(Boolean)).toEqual([true]);
        expect(await store.load()).toEqual({ version, text: String(won.indexOf(true)) });
      }
    });

    it('loses no change of many who each go on from what they have loaded', async () => {
      const [writers, changes] = [8, 6];
      const change = async (own: RouteStore, mark: string) => {
        for (;;) {
          const newest = await own.load();
          if (await own.append({ version: (newest?.version ?? 0) + 1, text: `${newest?.text ?? ''} ${mark}` })) return;
        }
      };
      const write = async (writer: number) => {
        const own = open();
        for (let number = 0; number < changes; number++) await change(own, `${writer}:${number}`);
      };
      await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));

      const all = await store.history({ limit: 1_000 });
      expect(all.map(({ version }) => version)).toEqual(Array.from({ length: writers * changes }, (_, index) => writers * changes - index));
      const marks = all[0]!.text.trim().split(' ');
      for (let writer = 0; writer < writers; writer++) {
        expect(marks.filter((mark) => mark.startsWith(`${writer}:`))).toEqual(Array.from({ length: changes }, (_, number) => `${writer}:${number}`));
      }
    });

    it('tells its history from any version back, newest first', async () => {
      await fill(12);
      expect(await store.history({ limit: 3 })).toEqual(states(12, 11, 10));
      expect(await store.history({ limit: 3, before: 10 })).toEqual(states(9, 8, 7));
      expect(await store.history({ limit: 5, before: 3 })).toEqual(states(2, 1));
      expect(await store.history({ limit: 2, before: 99 })).toEqual(states(12, 11));
      expect(await store.history({ limit: 5, before: 1 })).toEqual([]);
      expect(await store.history({ limit: 5, before: -3 })).toEqual([]);
      expect(await store.history({ limit: 0 })).toEqual([]);
    });

    it('keeps any text as it was', async () => {
      let version = 0;
      const keeps = async (text: string) => {
        expect(await store.append({ version: ++version, text })).toBe(true);
        expect(await store.load()).toEqual({ version, text });
      };
      for (const text of ['', '\u0000', '\ufeff\r\n\u2028\\', '🌳 Grüße', "'; DROP"]) await keeps(text);
      await fc.assert(fc.asyncProperty(fc.string({ unit: 'binary' }), keeps), { numRuns: 30 });
    });

    it('keeps texts of a megabyte', async () => {
      const text = 'ü🌳x'.repeat(150_000);
      expect(await store.append({ version: 1, text })).toBe(true);
      expect((await open().load())?.text === text).toBe(true);
      expect((await store.history({ limit: 1 }))[0]?.text === text).toBe(true);
    });

    it('tells a watch of the newest state at the start, and of newer ones as they come', async () => {
      await fill(2);
      const seen = witness(open());
      await seen.reached(2);
      for (const version of [3, 4, 5]) {
        await fill(version);
        await seen.reached(version);
      }
      expect(seen.versions).toEqual([2, 3, 4, 5]);
    });

    it('tells a watch of an empty store of its first state', async () => {
      const seen = witness(open());
      await fill(1);
      await seen.reached(1);
      expect(seen.versions).toEqual([1]);
    });

    it('takes every watch to the last of many states, and none back', async () => {
      const seen = [witness(store), witness(store), witness(open())];
      await fill(40);
      await Promise.all(seen.map((one) => one.reached(40)));
      for (const { versions } of seen) expect(versions).toEqual([...new Set(versions)].sort((one, other) => one - other));
    });

    it('tells nothing to a watch that was stopped', async () => {
      const [stopped, going] = [witness(store), witness(store)];
      await fill(1);
      await Promise.all([stopped.reached(1), going.reached(1)]);
      stopped.stop();
      stopped.stop();
      await fill(2);
      await going.reached(2);
      expect(stopped.versions).toEqual([1]);
    });

    for (const absence of absences) {
      describeAbsence(absence, () => ({ absence: underTest.absences![absence]!, store, another: open() }));
    }
  });
}
