import { describe, expect, it } from '@jest/globals';
import { Unavailable } from '@banyan/contracts/define';
import { describeRouteStore } from '../testing/describe-route-store.ts';
import { witness } from '../testing/witness.ts';
import { memoryNudges } from './memory-nudges.ts';
import { memoryRouteStore } from './memory-route-store.ts';
import { nudged } from './nudged.ts';
import type { Nudges } from './nudges.ts';
import type { RouteStore } from './route-store.ts';

describeRouteStore('a nudged route store', () => {
  const [store, nudges] = [memoryRouteStore(), memoryNudges()];
  return Promise.resolve({ open: () => nudged(store, nudges), close: () => Promise.resolve() });
});

/** A store whose own watches never tell anything. */
const blind = (store: RouteStore): RouteStore => ({ ...store, watch: () => () => undefined });
/** Nudges that never arrive. */
const lost: Nudges = { send: () => undefined, listen: () => () => undefined, close: () => Promise.resolve() };

describe('a nudged route store', () => {
  it('tells its watches of an append by the nudge alone', async () => {
    const [kept, nudges] = [blind(memoryRouteStore()), memoryNudges()];
    const [here, there] = [nudged(kept, nudges), nudged(kept, nudges)];
    const seen = witness(there);
    await here.append({ version: 1, text: 'one' });
    await seen.reached(1);
  });

  it('tells them without any nudge too', async () => {
    const kept = memoryRouteStore();
    const seen = witness(nudged(kept, lost));
    await nudged(kept, lost).append({ version: 1, text: 'one' });
    await seen.reached(1);
  });

  it('nudges after an append of which nobody knows whether it happened, and after none that was refused', async () => {
    const nudges = memoryNudges();
    let heard = 0;
    nudges.listen(() => void heard++);
    const kept = memoryRouteStore();
    const unsure = nudged({ ...kept, append: () => Promise.reject(new Unavailable('The store')) }, nudges);
    await expect(unsure.append({ version: 1, text: 'one' })).rejects.toThrow('The store cannot be reached');
    expect(heard).toBe(1);
    expect(await nudged(kept, nudges).append({ version: 2, text: 'two' })).toBe(false);
    expect(heard).toBe(1);
  });

  it('looks again after a nudge that came while it was looking', async () => {
    const nudges = memoryNudges();
    const kept = memoryRouteStore();
    const answers: (() => void)[] = [];
    const slow: RouteStore = { ...blind(kept), load: () => kept.load().then((found) => new Promise((resolve) => answers.push(() => resolve(found)))) };
    const seen = witness(nudged(slow, nudges));
    nudges.send();
    await Promise.resolve();
    await Promise.resolve();
    await kept.append({ version: 1, text: 'one' });
    nudges.send();
    const answerAll = setInterval(() => answers.splice(0).forEach((answer) => answer()), 1);
    await seen.reached(1);
    clearInterval(answerAll);
    expect(seen.versions).toEqual([1]);
  });

  it('ends its watches when it is closed', async () => {
    const [kept, nudges] = [memoryRouteStore(), memoryNudges()];
    const closed = nudged(kept, nudges);
    const seen = witness(closed);
    await closed.close();
    nudges.send();
    await kept.append({ version: 1, text: 'one' });
    expect(await kept.load()).toBeDefined();
    expect(seen.versions).toEqual([]);
  });
});
