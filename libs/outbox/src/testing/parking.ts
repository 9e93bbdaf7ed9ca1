import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ClaimedTurns, Progress } from '../inbox-store.ts';
import type { InboxUnderTest, MakeInbox } from './inbox-under-test.ts';
import { call, sequencesOf } from './messages.ts';

const limits = { lanes: 100, callsPerLane: 100, leaseMs: 60_000 };
const why = { code: 'TypeError', message: 'It does not fit.' };
const park = { kind: 'park', ...why } as const;

/** What every inbox promises of lanes that cannot go on. */
export function describeParking(make: MakeInbox): void {
  describe('parking', () => {
    let inbox: InboxUnderTest;
    /** Another one in each test: what is discarded is kept for good. */
    let lane: string;
    beforeEach(async () => {
      inbox = await make();
      lane = `checkout>orders/${crypto.randomUUID()}`;
    });

    const receive = (...sequences: number[]) => inbox.store.receive(sequences.map((sequence) => call(lane, sequence)));
    const claim = async (given: Partial<typeof limits> = {}) => (await inbox.store.claim({ ...limits, ...given }))[0];
    const settle = (claimed: ClaimedTurns | undefined, then: Progress['then'], applied?: number) =>
      inbox.store.settle([{ lane, epoch: claimed!.epoch, then, ...(applied && { applied }) }]);
    const parkFirst = async (...sequences: number[]) => {
      await receive(...sequences);
      await settle(await claim(), park);
    };
    const discard = (sequence: number) => inbox.store.discard({ lane, sequence, by: 'ada', reason: 'It was a test.' });
    const parked = () => inbox.store.parked({ limit: 10 });

    it('keeps a lane from being claimed, whatever arrives and however long it takes', async () => {
      await parkFirst(1);
      expect(await receive(2, 3)).toEqual([{ lane, sequence: 3 }]);
      await inbox.pass(3_600_000);
      expect(await claim()).toBeUndefined();
    });

    it('is shown with the call, why, since when, and how many wait behind it', async () => {
      await parkFirst(1, 2, 3);
      const { sequence, messageId, destination, traceparent, acceptedAt } = call(lane, 1);
      expect(await parked()).toEqual([{ lane, call: { sequence, messageId, destination, traceparent, acceptedAt }, since: expect.any(String), attempts: 1, why, behind: 2 }]);
      expect(Math.abs(Date.parse((await parked())[0]!.since) - Date.now())).toBeLessThan(600_000);
    });

    it('stops its handler from changing anything', async () => {
      await receive(1);
      const claimed = await claim();
      await settle(claimed, park);
      expect(await settle(claimed, { kind: 'release' }, 1)).toEqual(new Set());
      expect(await parked()).toHaveLength(1);
    });

    it('does the same after a failure that is tried again', async () => {
      await receive(1);
      const claimed = await claim();
      await settle(claimed, { kind: 'retry', inMs: 1_000, own: true });
      expect(await settle(claimed, { kind: 'release' }, 1)).toEqual(new Set());
    });

    it('ends when the call is tried again, in order and as if it had never failed', async () => {
      await parkFirst(1, 2);
      expect(await inbox.store.retry(lane)).toBe(true);
      expect(await claim()).toMatchObject({ attempts: 0, failures: 0, lapses: 0, calls: [{ sequence: 1 }, { sequence: 2 }] });
      expect(await inbox.store.retry(lane)).toBe(false);
      expect(await inbox.store.retry('a>b/nobody')).toBe(false);
    });

    it('ends when the call is discarded, once however often that is asked', async () => {
      await parkFirst(1, 2, 3);
      expect(await discard(1)).toEqual({ kind: 'discarded' });
      expect(await discard(1)).toEqual({ kind: 'wasDiscarded' });
      expect(await receive(1)).toEqual([{ lane, sequence: 3 }]);
      expect(sequencesOf((await claim())?.calls)).toEqual([2, 3]);
    });

    it('lets only the call be discarded that it is for', async () => {
      await parkFirst(1, 2);
      expect(await discard(2)).toEqual({ kind: 'anotherCall', sequence: 1 });
      const both = await Promise.all([discard(1), discard(1)]);
      expect(both.map(({ kind }) => kind).sort()).toEqual(['discarded', 'wasDiscarded']);
      expect(await discard(2)).toEqual({ kind: 'notParked' });
      expect(await inbox.store.discard({ lane: 'a>b/nobody', sequence: 1, by: 'ada', reason: 'It was a test.' })).toEqual({ kind: 'notParked' });
      expect(sequencesOf((await claim())?.calls)).toEqual([2]);
    });

    it('is listed a page at a time, the longest parked first, or for one lane', async () => {
      const lanes = [1, 2, 3].map((one) => `checkout>orders/${crypto.randomUUID()}-${one}`);
      for (const name of lanes) {
        await inbox.store.receive([call(name, 1)]);
        const [claimed] = await inbox.store.claim(limits);
        await inbox.store.settle([{ lane: name, epoch: claimed!.epoch, then: park }]);
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
      const first = await inbox.store.parked({ limit: 2 });
      const { since, lane: last } = first[1]!;
      const second = await inbox.store.parked({ limit: 2, after: { at: since, lane: last } });
      expect([...first, ...second].map((one) => one.lane)).toEqual(lanes);
      expect((await inbox.store.parked({ limit: 2, lane: lanes[2]! })).map((one) => one.lane)).toEqual([lanes[2]]);
    });

    it('is told apart from lanes that wait or are in hand, and from those that rest', async () => {
      await parkFirst(1);
      await inbox.store.receive([call('a>b/rests', 1)]);
      const [rests] = await inbox.store.claim(limits);
      await inbox.store.settle([{ lane: 'a>b/rests', epoch: rests!.epoch, applied: 1, then: { kind: 'rest', received: rests!.received } }]);
      await inbox.store.receive([call('a>b/held', 1)]);
      await inbox.store.claim(limits);
      await inbox.store.receive([{ ...call('a>b/waits', 1), acceptedAt: '2026-10-01T10:00:00.000Z' }, call('a>b/waits', 2)]);
      expect(await inbox.store.backlog()).toEqual({ waiting: 1, inHand: 1, parked: 1 });
      const lanes = await inbox.store.lanes({ limit: 10 });
      expect(lanes).toEqual([
        { lane: 'a>b/waits', state: 'waiting', calls: 2, oldest: '2026-10-01T10:00:00.000Z', attempts: 0 },
        { lane: 'a>b/held', state: 'inHand', calls: 1, oldest: '2026-11-01T10:00:00.000Z', attempts: 0 },
        { lane, state: 'parked', calls: 1, oldest: '2026-11-01T10:00:00.000Z', attempts: 1 },
      ]);
      const { oldest, lane: second } = lanes[1]!;
      expect(await inbox.store.lanes({ limit: 10, after: { at: oldest, lane: second } })).toEqual(lanes.slice(2));
    });

    it('goes by failures of the call itself: others neither count nor end the row', async () => {
      await receive(1, 2);
      const failuresAfter = async (own: boolean) => {
        await settle(await claim(), { kind: 'retry', inMs: 0, own });
        const claimed = await claim();
        await settle(claimed, { kind: 'release' });
        return [claimed!.attempts, claimed!.failures];
      };
      expect([await failuresAfter(true), await failuresAfter(false), await failuresAfter(true)]).toEqual([[1, 1], [2, 1], [3, 2]]);
      await settle(await claim(), { kind: 'release' }, 1);
      expect(await claim()).toMatchObject({ attempts: 0, failures: 0, calls: [{ sequence: 2 }] });
    });

    it('goes by failures of the call that failed, not of one before it in the same claim', async () => {
      await receive(1, 2);
      await settle(await claim(), { kind: 'retry', inMs: 0, own: true });
      const claimed = await claim();
      await settle(claimed, { kind: 'keep', leaseMs: 60_000 }, 1);
      await settle(claimed, { kind: 'retry', inMs: 0, own: true });
      expect(await claim()).toMatchObject({ failures: 1, calls: [{ sequence: 2 }] });
    });
  });

  describe('a lane whose runner fell silent', () => {
    let inbox: InboxUnderTest;
    beforeEach(async () => {
      inbox = await make();
    });
    const claim = (given: Partial<typeof limits> & { readonly suspects?: number } = {}) => inbox.store.claim({ ...limits, ...given });
    const fallSilent = () => inbox.pass(limits.leaseMs);

    it('is counted, until its call is applied', async () => {
      await inbox.store.receive([1, 2].map((sequence) => call('a>b/1', sequence)));
      const lapses: (number | undefined)[] = [];
      for (let silent = 0; silent < 3; silent++) {
        lapses.push((await claim())[0]?.lapses);
        await fallSilent();
      }
      const [claimed] = await claim();
      await inbox.store.settle([{ lane: 'a>b/1', epoch: claimed!.epoch, applied: 1, then: { kind: 'release' } }]);
      expect([...lapses, claimed?.lapses, (await claim())[0]?.lapses]).toEqual([0, 1, 2, 3, 0]);
    });

    it('is not counted if it was let go, or is kept', async () => {
      await inbox.store.receive([call('a>b/1', 1)]);
      for (const then of [{ kind: 'release' }, { kind: 'retry', inMs: 0 }, { kind: 'keep', leaseMs: limits.leaseMs }] as const) {
        const [claimed] = await claim();
        expect(claimed?.lapses).toBe(0);
        await inbox.store.settle([{ lane: 'a>b/1', epoch: claimed!.epoch, then }]);
      }
      await inbox.pass(limits.leaseMs - 1_000);
      expect(await claim()).toEqual([]);
    });

    it('counts for the call that was in hand, not for one that was applied', async () => {
      await inbox.store.receive([1, 2].map((sequence) => call('a>b/1', sequence)));
      await claim();
      await fallSilent();
      const [claimed] = await claim();
      await inbox.store.settle([{ lane: 'a>b/1', epoch: claimed!.epoch, applied: 1, then: { kind: 'keep', leaseMs: limits.leaseMs } }]);
      await fallSilent();
      expect(await claim()).toMatchObject([{ lapses: 1, calls: [{ sequence: 2 }] }]);
    });

    it('is a suspect, of which no more are claimed than may be', async () => {
      await inbox.store.receive([1, 2, 3].map((one) => call(`a>b/${one}`, 1)));
      await claim();
      await fallSilent();
      await inbox.store.receive([call('a>b/4', 1)]);
      const taken = async (suspects: number) => (await claim({ suspects })).map(({ lapses }) => lapses).sort();
      expect([await taken(0), await taken(1), await taken(100)]).toEqual([[0], [1], [1, 1]]);
    });

    it('is told from those that only ran beside the one that ends every process', async () => {
      const culprit = 'a>b/culprit';
      await inbox.store.receive([call(culprit, 1)]);
      const innocent: number[] = [];
      let found = 0;
      for (let round = 0; found < 5 && round < 100; round++) {
        if (round % 3 === 0) await inbox.store.receive(Array.from({ length: 5 }, (_, one) => call(`a>b/${round}-${one}`, 1)));
        const claimed = await claim({ lanes: 8, suspects: 1 });
        innocent.push(...claimed.filter(({ lane }) => lane !== culprit).map(({ lapses }) => lapses));
        const dies = claimed.find(({ lane }) => lane === culprit);
        found = dies?.lapses ?? found;
        if (dies) await fallSilent();
        else await inbox.store.settle(claimed.map(({ lane, epoch, received }) => ({ lane, epoch, applied: 1, then: { kind: 'rest', received } })));
      }
      expect(found).toBe(5);
      expect(Math.max(...innocent)).toBe(1);
    });
  });
}
