import { describe, expect, it } from '@jest/globals';
import type { CallContext, DeferredCall, Turn } from '@banyan/contracts/define';
import { deferredHandlers } from './deferred-handlers.ts';
import { aContext, stock } from './fixtures.ts';

const call: DeferredCall = {
  lane: 'shop>stock/o',
  sequence: 1,
  destination: 'stock.ship',
  messageId: 'stock.ship:o',
  contractVersion: '1.0.0',
  body: '{"orderId":"o","more":1}',
  principal: { kind: 'guest' },
  traceparent: aContext.traceparent,
  acceptedAt: '2026-01-01T00:00:00.000Z',
  routeVersion: 1,
};
const turn: Turn = { lane: call.lane, sequence: 1, epoch: 3, acceptedAt: call.acceptedAt };

function handling() {
  const seen: unknown[][] = [];
  let current: CallContext | undefined;
  const handle = deferredHandlers(
    stock,
    { implementation: { ship: async (...given: unknown[]) => void seen.push([...given, current]) } },
    {
      ambient: {
        current: () => current,
        run: (context, work) => {
          current = context;
          return work();
        },
      },
      caller: 'orders',
      now: () => 5_000,
      routeVersion: () => 7,
    },
  );
  return { handle, seen };
}

describe('a deferred call', () => {
  it('runs on behalf of whoever asked, with the time its contract allows', async () => {
    const { handle, seen } = handling();
    await handle(call, turn);
    const context = { principal: { kind: 'guest' }, caller: 'orders', deadline: 6_000, traceparent: aContext.traceparent, routeVersion: 7 };
    expect(seen).toEqual([[{ orderId: 'o' }, context, turn, context]]);
  });

  it('that was stored under an earlier contract is read as its contract says', async () => {
    const { handle, seen } = handling();
    await handle({ ...call, contractVersion: '0.9.2', body: '{"order":"o"}' }, turn);
    expect(seen[0]?.[0]).toEqual({ orderId: 'o' });
  });

  it.each([
    ['that was stored under an earlier contract, in neither form,', { ...call, contractVersion: '0.9.2' }, /does not fit/],
    ['whose body does not fit', { ...call, body: '{}' }, /stock\.ship:o does not fit/],
    ['whose body is no JSON', { ...call, body: '{' }, /JSON/],
    ['that the module does not know', { ...call, destination: 'stock.sink' }, /no deferred operation 'stock\.sink'/],
  ])('%s is not handled', async (_what, broken, message) => {
    const { handle, seen } = handling();
    await expect(handle(broken, turn)).rejects.toThrow(message);
    expect(seen).toEqual([]);
  });
});
