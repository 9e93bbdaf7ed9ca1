import { describe, expect, it } from '@jest/globals';
import { isUnavailable } from '@banyan/contracts/define';
import type { RouteStore } from '../routes/route-store.ts';
import { witness } from './witness.ts';

/** A way in which a store can be away. */
export interface Absence {
  /** Makes it go away. */
  begin(): Promise<void>;
  /** Brings it back, with what it held. */
  end(): Promise<void>;
  /** Milliseconds within which whoever asks meanwhile has to be told. */
  readonly toldWithin: number;
}

interface StoreThatGoes {
  readonly absence: Absence;
  readonly store: RouteStore;
  readonly another: RouteStore;
}

/** What every store promises that can be away. */
export function describeAbsence(name: string, made: () => StoreThatGoes): void {
  describe(`that ${name}`, () => {
    const failureOf = (work: Promise<unknown>) => work.then(() => 'no failure', (error: unknown) => error);

    it('is unavailable to everything, in time, until it is back', async () => {
      const { absence, store } = made();
      await store.append({ version: 1, text: 'one' });
      await absence.begin();
      const began = performance.now();
      const failures = await Promise.all([store.load(), store.append({ version: 2, text: 'two' }), store.history({ limit: 1 })].map(failureOf));
      expect(failures.map(isUnavailable)).toEqual([true, true, true]);
      expect(performance.now() - began).toBeLessThan(absence.toldWithin);
      await absence.end();
      // What was under way may have happened.
      expect(['one', 'two']).toContain((await backAgain(store)).text);
    });

    it('is unavailable to a host that starts meanwhile, and reached by it once it is back', async () => {
      const { absence, store, another } = made();
      await store.append({ version: 1, text: 'one' });
      await absence.begin();
      const seen = witness(another);
      expect(isUnavailable(await failureOf(another.load()))).toBe(true);
      await absence.end();
      await seen.reached(1);
    });

    it('is watched all the while: what comes afterwards is told', async () => {
      const { absence, store, another } = made();
      const seen = witness(store);
      await store.append({ version: 1, text: 'one' });
      await seen.reached(1);
      await absence.begin();
      await failureOf(store.load());
      await absence.end();
      await backAgain(another);
      await another.append({ version: 2, text: 'two' });
      await seen.reached(2);
      expect(seen.versions).toEqual([1, 2]);
    });
  });
}

/** Asks until the store answers: a connection takes a moment to be made anew. */
async function backAgain(store: RouteStore): Promise<{ readonly text: string }> {
  for (;;) {
    const found = await store.load().catch(() => undefined);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
