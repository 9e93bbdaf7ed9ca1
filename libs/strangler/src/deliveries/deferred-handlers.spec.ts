import { describe, expect, it } from '@jest/globals';
import type { CallContext, DeferredCall, Turn } from '@banyan/contracts/define';
import { deferredHandlers, type DeferredHandlerOptions } from './deferred-handlers.ts';
import { aContext, stock } from '../fixtures.ts';
import type { CallObservation } from '../observe/observation.ts';
import { recordedSpans } from '../observe/recorded-spans.testing.ts';

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
const turn: Turn = { lane: call.lane, sequence: 1, epoch: 3, acceptedAt: call.acceptedAt, failures: 0 };

function handling(more: Pick<DeferredHandlerOptions, 'observe' | 'spans'> = {}) {
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
      ...more,
    },
  );
  return { handle, seen };
}

describe('a deferred call', () => {
  it('runs on behalf of whoever asked, with the time its contract allows', async () => {
    const { handle, seen } = handling();
    await handle(call, turn);
    const context = { principal: { kind: 'guest' }, caller: 'orders', deadline: 6_000, traceparent: aContext.traceparent, routeVersion: 7, visitor: 'o' };
    expect(seen).toEqual([[{ orderId: 'o' }, context, turn, expect.objectContaining(context)]]);
  });

  it('that was stored under an earlier contract is read as its contract says', async () => {
    const { handle, seen } = handling();
    await handle({ ...call, contractVersion: '0.9.2', body: '{"order":"o"}' }, turn);
    expect(seen[0]?.[0]).toEqual({ orderId: 'o' });
  });

  it.each([
    ['that was stored under an earlier contract, in neither form,', { ...call, contractVersion: '0.9.2' }, /does not fit/],
    ['that was stored under an earlier contract, whose reader it breaks,', { ...call, contractVersion: '0.9.2', body: 'null' }, /as it was in 0\.9\.2|does not fit/],
    ['whose body does not fit', { ...call, body: '{}' }, /stock\.ship:o does not fit/],
    ['whose body is no JSON', { ...call, body: '{' }, /JSON/],
    ['that the module does not know', { ...call, destination: 'stock.sink' }, /no deferred operation 'stock\.sink'/],
  ])('%s is not handled', async (_what, broken, message) => {
    const { handle, seen } = handling();
    const refused = handle(broken, turn);
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toMatchObject({ code: expect.stringMatching(/^(contractViolation|unknownOperation)$/), operation: broken.destination, details: { executed: 'no' } });
    expect(seen).toEqual([]);
  });

  it('is recorded in the trace of whoever asked, and counted, one that cannot be read as failed', async () => {
    const { spans, recorded } = recordedSpans();
    const observations: CallObservation[] = [];
    const { handle, seen } = handling({ spans, observe: (observation) => observations.push(observation) });
    await handle(call, turn);
    await handle({ ...call, body: '{' }, turn).catch(() => undefined);
    const span = { name: 'stock.ship', role: 'takes', parent: call.traceparent };
    expect(recorded).toMatchObject([{ ...span, ending: 'answered' }, { ...span, ending: 'failed undeclared' }]);
    expect(seen).toEqual([[{ orderId: 'o' }, expect.objectContaining({ traceparent: recorded[0]!.traceparent }), turn, expect.anything()]]);
    const observation = { address: 'stock.ship', version: 7, target: undefined, milliseconds: 0 };
    expect(observations).toEqual([{ ...observation, outcome: 'answered' }, { ...observation, outcome: 'failed' }]);
  });
});
