import { describe, expect, it } from '@jest/globals';
import type { DeferredCall } from '@banyan/contracts/define';
import { createRelay } from '../relay.ts';
import { message, sequencesOf } from './messages.ts';
import { limits, type MakeOutbox, type OutboxUnderTest } from './outbox-bench.ts';
import { until } from './until.ts';

/** What relays do together on one outbox. */
export function describeRelays(make: MakeOutbox): void {
  describe('relays that share an outbox', () => {
    it.each([2, 4])('lose nothing and keep the order of every lane: %i of them', async (count) => {
      const outbox = await make();
      const consumers = new Consumers(outbox, { lanes: 12, each: 30 });
      const relays = Array.from({ length: count }, () =>
        createRelay({ store: outbox.store, deliver: (calls) => consumers.take(calls), concurrency: 8, batchSize: 5, onError: rethrow, random: Math.random }),
      );
      for (const relay of relays) relay.start();
      await consumers.feed();
      await consumers.haveAll;
      await Promise.all(relays.map((relay) => relay.stop()));

      expect(consumers.overlaps).toBe(0);
      for (const got of consumers.delivered.values()) expect(got).toEqual(got.map((_, index) => index + 1));
      await outbox.pass(3_600_000);
      expect(await outbox.store.claim(limits)).toEqual([]);
    });

    it('do not let a lane that fails hold up another', async () => {
      const outbox = await make();
      await outbox.append(['failing', 'flowing'].flatMap((lane) => [message(lane, 1), message(lane, 2)]));
      const got: string[] = [];
      let failures = 0;
      const done = until(() => got.length === 4);
      const relay = createRelay({
        store: outbox.store,
        deliver: async (calls) => {
          for (const { lane, sequence } of calls) {
            if (lane === 'failing' && failures < 2) throw new Error(`failure ${++failures}`);
            got.push(`${lane} ${sequence}`);
          }
          done.check();
          return [];
        },
        batchSize: 1,
        onError: () => undefined,
        random: () => 0,
      });
      relay.start();
      await done.reached;
      await relay.stop();
      expect(failures).toBe(2);
      expect(got).toEqual(['flowing 1', 'flowing 2', 'failing 1', 'failing 2']);
    });
  });
}

/** Consumers of which some store calls at once, and some get them by a queue and acknowledge them a little later. */
class Consumers {
  readonly delivered = new Map<string, number[]>();
  overlaps = 0;
  readonly #outbox: OutboxUnderTest;
  readonly #load: { readonly lanes: number; readonly each: number };
  readonly #active = new Set<string>();
  readonly #all: ReturnType<typeof until>;

  constructor(outbox: OutboxUnderTest, load: { readonly lanes: number; readonly each: number }) {
    this.#outbox = outbox;
    this.#load = load;
    const expected = load.lanes * load.each;
    this.#all = until(() => [...this.delivered.values()].flat().length >= expected);
  }

  get haveAll(): Promise<void> {
    return this.#all.reached;
  }

  async feed(): Promise<void> {
    const lanes = Array.from({ length: this.#load.lanes }, (_, lane) => `checkout>orders/${lane}`);
    for (let number = 0; number < this.#load.each; number++) await Promise.all(lanes.map((lane) => this.#outbox.append([message(lane, number)])));
  }

  async take(calls: readonly DeferredCall[]): Promise<readonly string[]> {
    const [{ lane }] = calls as [DeferredCall];
    if (this.#active.has(lane)) this.overlaps++;
    this.#active.add(lane);
    await new Promise(setImmediate);
    this.#active.delete(lane);
    const got = [...(this.delivered.get(lane) ?? []), ...(sequencesOf(calls) ?? [])];
    this.delivered.set(lane, got);
    const byQueue = Number(lane.split('/')[1]) % 2 === 0;
    if (byQueue) await this.#outbox.store.acknowledge([{ lane, sequence: got.length }]);
    this.#all.check();
    return byQueue ? [lane] : [];
  }
}

function rethrow(error: unknown): never {
  throw error;
}
