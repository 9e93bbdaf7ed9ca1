import { describe, expect, it } from '@jest/globals';
import { memoryOutbox } from './memory/index.ts';
import type { Delivery, OutboxStore } from './outbox-store.ts';
import { createRelay, type RelayOptions } from './relay.ts';
import { message } from './testing/index.ts';

/** How a relay settles the first lane that its store gives. */
async function settlement(store: OutboxStore, given: Pick<RelayOptions, 'deliver'> & Partial<RelayOptions>): Promise<Delivery['then']> {
  const settled = Promise.withResolvers<Delivery['then']>();
  const relay = createRelay({
    onError: () => undefined,
    random: () => 0,
    ...given,
    store: { ...store, settle: async ([delivery]) => settled.resolve(delivery!.then) },
  });
  relay.start();
  const then = await settled.promise;
  await relay.stop();
  return then;
}

function outboxWith(...numbers: number[]): OutboxStore {
  const outbox = memoryOutbox(() => new Date());
  outbox.append(numbers.map((number) => message('a>b/1', number)));
  return outbox;
}

/** A store whose only lane was overdue so often. */
function overdue(times: number): OutboxStore {
  const outbox = outboxWith(1);
  return { ...outbox, claim: async (limits) => (await outbox.claim(limits)).map((lane) => ({ ...lane, overdue: times })) };
}

describe('a relay', () => {
  it('settles what is durable as stored', async () => {
    expect(await settlement(outboxWith(1, 2), { deliver: async () => [] })).toEqual({ kind: 'stored', sequence: 2 });
  });

  it('settles what a queue has as under way, and names who has yet to acknowledge it', async () => {
    const then = await settlement(outboxWith(1, 2), { deliver: async () => ['a>b/1'] });
    expect(then).toEqual({ kind: 'underway', sequence: 2, awaits: ['a>b/1'], overdueMs: 60_000 });
  });

  it.each([
    [0, 60_000],
    [1, 120_000],
    [5, 1_920_000],
    [6, 3_600_000],
    [50, 3_600_000],
  ])('waits longer for an acknowledgement that was missing before: after %i times %i ms', async (times, overdueMs) => {
    expect(await settlement(overdue(times), { deliver: async () => ['a>b/1'] })).toMatchObject({ overdueMs });
  });

  it('waits for acknowledgements as long as it is told', async () => {
    const options = { deliver: async () => ['a>b/1'], overdueMs: { first: 10, max: 15 } };
    expect(await settlement(overdue(0), options)).toMatchObject({ overdueMs: 10 });
    expect(await settlement(overdue(1), options)).toMatchObject({ overdueMs: 15 });
  });

  it('tells of a failure, and tries again after a while', async () => {
    const errors: unknown[] = [];
    const then = await settlement(outboxWith(1), {
      deliver: () => Promise.reject(new Error('away')),
      onError: (error, lane) => errors.push([error, lane]),
    });
    expect(then).toEqual({ kind: 'retry', inMs: 50 });
    expect(errors).toEqual([[new Error('away'), 'a>b/1']]);
  });

  it('lets a lane go of which there is nothing to deliver', async () => {
    const empty: OutboxStore = { ...outboxWith(), claim: async () => [{ lane: 'a>b/1', epoch: 3, sent: 7, attempts: 0, overdue: 0, calls: [] }] };
    expect(await settlement(empty, { deliver: () => Promise.reject(new Error('nothing to deliver')) })).toEqual({ kind: 'stored', sequence: 7 });
  });
});
