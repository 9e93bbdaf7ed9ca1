import { describe, expect, it } from '@jest/globals';
import type { CallContext } from '@banyan/contracts/define';
import { isVouchedFor } from '@banyan/contracts/wire';
import { CallRunner } from './call-runner.ts';

const context: CallContext = {
  principal: { kind: 'guest' },
  caller: 'edge',
  deadline: 1,
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  routeVersion: 1,
};

describe('the handler of a queued call', () => {
  it('gets a context that the queue vouches for, with a deadline that begins now', async () => {
    const given: unknown[] = [];
    const handlers = new Map([['orders.placeOrder', async (_input: unknown, handed: unknown) => void given.push(handed)]]);
    const runner = new CallRunner({ handlers, ambient: { current: () => undefined, run: (_context, work) => work() }, handlerTimeout: 30_000, now: () => 5_000 });
    await runner.run({ destination: 'orders.placeOrder', contractVersion: '1.0.0', input: {}, context });
    expect(given).toEqual([{ ...context, deadline: 35_000 }]);
    expect(given.map(isVouchedFor)).toEqual([true]);
  });
});
