import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { NOW, startEdge, type EdgeApp } from './testing/edge-app.ts';
import { tokens } from './testing/shop-in-memory.ts';

describe('the call that a request opens', () => {
  let edge: EdgeApp;
  beforeAll(async () => void (edge = await startEdge()));
  afterAll(() => edge.close());

  it('says who asks, until when, and under which route table', async () => {
    await request(edge.url).post('/api/v1/carts').set('authorization', `Bearer ${tokens.ada}`);
    const [identify, createCart] = edge.calls.slice(-2);
    expect(identify).toMatchObject({ address: 'accounts.identify', context: { principal: { kind: 'guest' } } });
    expect(createCart?.context).toEqual({
      principal: { kind: 'customer', customerId: 'cus_adalovelace' },
      caller: 'monolith',
      deadline: NOW.getTime() + 10_000,
      traceparent: expect.stringMatching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/),
      routeVersion: 7,
    });
    expect(createCart?.context.traceparent).toBe(identify?.context.traceparent);
  });

  it('takes nothing of it from the shopper', async () => {
    const foreign = '00-11111111111111111111111111111111-2222222222222222-01';
    await request(edge.url)
      .get('/api/v1/markets')
      .set({ traceparent: foreign, 'request-id': 'mine', 'banyan-deadline': '1', 'banyan-caller': 'orders', 'banyan-route-version': '9' });
    const { context } = edge.calls.at(-1)!;
    expect(context).toMatchObject({ principal: { kind: 'guest' }, caller: 'monolith', deadline: NOW.getTime() + 10_000, routeVersion: 7 });
    expect(context.traceparent).not.toContain('1'.repeat(32));
  });

  it('is another for each request', async () => {
    const traces = await Promise.all(
      Array.from({ length: 5 }, async () => {
        await request(edge.url).get('/api/v1/markets');
        return edge.calls.at(-1)!.context.traceparent;
      }),
    );
    expect(new Set(edge.calls.slice(-5).map(({ context }) => context.traceparent)).size).toBe(traces.length);
  });
});
