import type { OutboxMessage } from '../message.ts';
import type { ClaimedLane, Delivery, OutboxStore } from '../outbox-store.ts';
import { message, sequencesOf } from './messages.ts';

/** An empty outbox that a test has to itself. */
export interface OutboxUnderTest {
  readonly store: OutboxStore;
  append(messages: readonly OutboxMessage[]): Promise<void>;
  /** Lets time pass for the store. */
  pass(milliseconds: number): Promise<void>;
}

/** Gives a fresh outbox. */
export type MakeOutbox = () => Promise<OutboxUnderTest>;

/** A claim that takes all there is. */
export const limits = { lanes: 100, callsPerLane: 100, leaseMs: 60_000 };

/** Milliseconds after which an acknowledgement is overdue. */
export const overdueMs = 60_000;

/** All up to `sequence` are durable at their consumers. */
export function stored(sequence: number): Delivery['then'] {
  return { kind: 'stored', sequence };
}

/** All up to `sequence` were handed over, and the inbox lanes given have yet to acknowledge them. */
export function underway(sequence: number, ...awaits: string[]): Delivery['then'] {
  return { kind: 'underway', sequence, awaits, overdueMs };
}

/** What tests do with an outbox. */
export interface OutboxBench {
  readonly store: OutboxStore;
  append(lane: string, ...numbers: number[]): Promise<void>;
  appendAll(messages: readonly OutboxMessage[]): Promise<void>;
  pass(milliseconds: number): Promise<void>;
  /** The lane that waits longest, if one does. */
  claim(given?: Partial<typeof limits>): Promise<ClaimedLane | undefined>;
  /** The places of the calls that wait longest; their lane stays free. */
  waiting(): Promise<number[] | undefined>;
  settle(claimed: ClaimedLane | undefined, then: Delivery['then']): Promise<void>;
  /** Claims a lane and settles it as {@link underway}. */
  handOver(sequence: number, ...awaits: string[]): Promise<void>;
  acknowledge(lane: string, ...sequences: number[]): Promise<void>;
}

/** A bench around a fresh outbox. */
export async function benchFor(make: MakeOutbox): Promise<OutboxBench> {
  const { store, append, pass } = await make();
  const bench: OutboxBench = {
    store,
    append: (lane, ...numbers) => append(numbers.map((number) => message(lane, number))),
    appendAll: append,
    pass,
    claim: async (given = {}) => (await store.claim({ ...limits, ...given }))[0],
    waiting: async () => sequencesOf((await bench.claim({ leaseMs: 0 }))?.calls),
    async settle(claimed, then) {
      if (!claimed) throw new Error('There was no lane to claim.');
      await store.settle([{ lane: claimed.lane, epoch: claimed.epoch, then }]);
    },
    handOver: async (sequence, ...awaits) => bench.settle(await bench.claim(), underway(sequence, ...awaits)),
    acknowledge: (lane, ...sequences) => store.acknowledge(sequences.map((sequence) => ({ lane, sequence }))),
  };
  return bench;
}
