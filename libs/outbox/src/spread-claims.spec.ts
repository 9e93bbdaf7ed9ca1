import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BUCKETS, bucketOfLane, type Share } from '@banyan/contracts/define';
import type { ClaimedTurns, ClaimLimits, InboxStore } from './inbox-store.ts';
import { memoryInbox, memoryLaneLeases } from './memory/index.ts';
import { spreadClaims } from './spread-claims.ts';
import { call } from './testing/messages.ts';

const all: Share = { from: 0, to: BUCKETS };
const none: Share = { from: 0, to: 0 };
const wait = { overdueMs: 500, lookEveryMs: 500 };
const limits: ClaimLimits = { lanes: 100, callsPerLane: 10, leaseMs: 60_000 };
const lanes = Array.from({ length: 200 }, (_, n) => `checkout>orders/cus_${n}`);
const inPart = ({ from, to }: Share) => lanes.filter((lane) => bucketOfLane(lane) >= from && bucketOfLane(lane) < to);
const namesOf = (claimed: readonly ClaimedTurns[]) => claimed.map(({ lane }) => lane);

let time: number;
let store: InboxStore;
beforeEach(() => {
  time = 0;
  store = memoryInbox(() => new Date(time));
});

const now = () => time;
const receive = (names: readonly string[]) => store.receive(names.map((lane) => call(lane, 1)));
/** The claims of an instance that is told this of its part. */
const told = (part: () => Share | undefined) => spreadClaims(store, { leases: { partOf: part }, now, ...wait });
/** A store whose claims are looked at. */
function watched(answer: (given: ClaimLimits) => ClaimedTurns[] = () => []) {
  const asked: ClaimLimits[] = [];
  const claim = async (given: ClaimLimits) => {
    asked.push(given);
    return answer(given);
  };
  return { asked, claim };
}
const turns = (lane: string, lapses = 0): ClaimedTurns => ({ lane, epoch: 1, attempts: 0, failures: 0, lapses, received: 1, calls: [] });

describe('claims that are spread', () => {
  it('take the part of their instance, and leave the others theirs', async () => {
    await receive(lanes);
    const part = { from: 2_000, to: 3_000 };
    expect(namesOf(await told(() => part)({ ...limits, lanes: 200 })).sort()).toEqual(inPart(part).sort());
  });

  it('give each of four instances about as many lanes', async () => {
    await receive(lanes);
    const leases = memoryLaneLeases({ now });
    const claims = Array.from({ length: 4 }, () => spreadClaims(store, { leases: leases.open(), now, ...wait }));
    const counts: number[] = [];
    for (const claim of claims) counts.push((await claim({ ...limits, lanes: 200 })).length);
    expect(counts.reduce((sum, count) => sum + count)).toBe(200);
    for (const count of counts) expect(Math.abs(count - 50)).toBeLessThanOrEqual(15);
  });

  it.each([
    ['nobody knows the parts', undefined],
    ['the part is all', all],
    ['the part is all of the share that was asked for', { from: 1_000, to: 9_000 }],
  ])('are one plain claim while %s', async (_, part) => {
    const { asked, claim } = watched();
    const given = { ...limits, share: { from: 1_000, to: 9_000 } };
    await spreadClaims({ claim }, { leases: { partOf: () => part }, now, ...wait })(given);
    expect(asked).toEqual([given]);
  });

  it('take no lane outside the share that was asked for, whatever the part is said to be', async () => {
    await receive(lanes);
    const share = { from: 2_000, to: 5_000 };
    for (const part of [{ from: 0, to: 3_000 }, { from: 4_000, to: BUCKETS }, { from: 6_000, to: 9_000 }, { from: -1, to: 2_500 }]) {
      time += 1_000;
      const claimed = await told(() => part)({ ...limits, lanes: 200, share });
      for (const lane of namesOf(claimed)) expect(inPart(share)).toContain(lane);
    }
  });

  it('look for what others have left waiting as often as they are told, and not more often', async () => {
    const { asked, claim } = watched();
    const spread = spreadClaims({ claim }, { leases: { partOf: () => ({ from: 0, to: 10 }) }, now, ...wait });
    for (const at of [0, 100, 499, 500, 600, 1_000]) {
      time = at;
      await spread(limits);
    }
    expect(asked.map(({ dueForMs, share }) => (dueForMs === undefined ? share?.to : dueForMs))).toEqual([500, 10, 10, 10, 500, 10, 10, 500, 10]);
  });

  it('ask for no more than they were told, with what others left waiting first', async () => {
    const { asked, claim } = watched(({ dueForMs }) => (dueForMs ? [turns('a>b/1'), turns('a>b/2', 1)] : [turns('a>b/3')]));
    const spread = spreadClaims({ claim }, { leases: { partOf: () => ({ from: 0, to: 10 }) }, now, ...wait });
    expect(namesOf(await spread({ ...limits, lanes: 3, suspects: 1 }))).toEqual(['a>b/1', 'a>b/2', 'a>b/3']);
    expect(asked[1]).toMatchObject({ lanes: 1, suspects: 0 });
    time = 500;
    expect(namesOf(await spread({ ...limits, lanes: 2, suspects: 1 }))).toEqual(['a>b/1', 'a>b/2']);
    expect(asked).toHaveLength(3);
  });

  it('lose nothing that is claimed when the store fails in between, and tell of a failure otherwise', async () => {
    const left = ['a>b/1'];
    const claim = async ({ dueForMs }: ClaimLimits) => {
      if (dueForMs) return left.splice(0).map((lane) => turns(lane));
      throw new Error('away');
    };
    const spread = spreadClaims({ claim }, { leases: { partOf: () => ({ from: 0, to: 10 }) }, now, ...wait });
    expect(namesOf(await spread(limits))).toEqual(['a>b/1']);
    time = 500;
    await expect(spread(limits)).rejects.toThrow('away');
  });
});

describe('a lane', () => {
  /** When each lane is claimed, with a claim of each instance every 50 ms; lanes are let go at once. */
  async function claimedAt(claims: readonly InboxStore['claim'][], until: number, places = 100): Promise<Map<string, number>> {
    const at = new Map<string, number>();
    for (; time <= until; time += 50) {
      for (const claim of claims) {
        for (const { lane, epoch, received } of await claim({ ...limits, lanes: places })) {
          if (!at.has(lane)) at.set(lane, time);
          await store.settle([{ lane, epoch, applied: 1, then: { kind: 'rest', received } }]);
        }
      }
    }
    return at;
  }

  it('waits for a bounded time, whatever is said of the parts and however it changes', async () => {
    const bucket = fc.integer({ min: 0, max: BUCKETS });
    const lie = fc.option(fc.tuple(bucket, bucket).map(([from, to]) => ({ from, to })), { nil: undefined });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(lie, { minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 4 }), async (liars) => {
        time = 0;
        store = memoryInbox(() => new Date(time));
        await receive(lanes);
        const claims = liars.map((lies) => {
          let asked = 0;
          return told(() => lies[asked++ % lies.length]);
        });
        const at = await claimedAt(claims, 1_500, 200);
        expect(at.size).toBe(lanes.length);
        expect(Math.max(...at.values())).toBeLessThanOrEqual(wait.overdueMs + wait.lookEveryMs + 50);
      }),
      { seed: 20_261_129, numRuns: 200 },
    );
  });

  it.each([
    ['nothing', none],
    ['everything', all],
  ])('is claimed once and in time when two instances believe that they have %s', async (_, belief) => {
    await receive(lanes);
    const at = await claimedAt([told(() => belief), told(() => belief)], 1_500);
    expect(at.size).toBe(lanes.length);
    expect(Math.max(...at.values())).toBeLessThanOrEqual(wait.overdueMs + wait.lookEveryMs + 50);
  });

  it('of an instance that died is taken by the others, although its lease lasts for ever', async () => {
    await receive(lanes);
    const [one, two] = [told(() => ({ from: 0, to: 3_333 })), told(() => ({ from: 3_333, to: 6_666 }))];
    const at = await claimedAt([one, two], 1_500);
    expect(at.size).toBe(lanes.length);
    for (const lane of inPart({ from: 6_666, to: BUCKETS })) expect(at.get(lane)).toBe(500);
  });

  it('that nobody counts as his own is not kept waiting by parts that are always full', async () => {
    const mine = { from: 0, to: 9_000 };
    const [forgotten] = inPart({ from: 9_000, to: BUCKETS });
    await receive([forgotten!]);
    const claim = told(() => mine);
    for (let sequence = 1; time <= 1_000; sequence++, time += 50) {
      await store.receive(inPart(mine).map((lane) => call(lane, sequence)));
      const claimed = await claim({ ...limits, lanes: 1 });
      if (namesOf(claimed).includes(forgotten!)) break;
      for (const { lane, epoch } of claimed) await store.settle([{ lane, epoch, then: { kind: 'release' } }]);
    }
    expect(time).toBe(500);
  });
});
