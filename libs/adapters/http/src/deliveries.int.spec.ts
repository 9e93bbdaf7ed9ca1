import { afterEach, describe, expect, it } from '@jest/globals';
import type { DeferredCall } from '@banyan/contracts/define';
import { closeAll, startHost, targetOf } from './http.testing.ts';

afterEach(closeAll);

const call = (sequence: number): DeferredCall => ({
  lane: 'c-1',
  sequence,
  destination: 'orders.placeOrder',
  messageId: `m-${sequence}`,
  contractVersion: '1.0.0',
  body: '{}',
  principal: { kind: 'guest' },
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  acceptedAt: '2026-01-01T00:00:00.000Z',
  routeVersion: 1,
});

describe('a delivery over HTTP', () => {
  it('hands the calls over as they are, and resolves once the consumer has them', async () => {
    const taken: DeferredCall[] = [];
    const host = await startHost({ deliver: async (calls) => void taken.push(...calls) });
    await targetOf(host.url, host.keys).deliver([call(1), call(2)]);
    expect(taken).toEqual([call(1), call(2)]);
  });

  it('fails if the consumer could not keep them', async () => {
    const host = await startHost({ deliver: () => Promise.reject(new Error('disk full')) });
    await expect(targetOf(host.url, host.keys).deliver([call(1)])).rejects.toMatchObject({ code: 'internal' });
  });

  it('sends nothing if there is nothing to deliver', async () => {
    let deliveries = 0;
    const host = await startHost({ deliver: async () => void deliveries++ });
    await targetOf(host.url, host.keys).deliver([]);
    expect(deliveries).toBe(0);
  });
});
