import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { GRANTED, NOW, startEdge, type EdgeApp } from './testing/edge-app.ts';
import { tokens } from './testing/shop-in-memory.ts';

describe('the call that a request opens', () => {
  let edge: EdgeApp;
  beforeAll(async () => void (edge = await startEdge()));
  afterAll(() => edge.close());

  it('says who asks, until when, and under which route table', async () => {
    await request(edge.url).post('/api/v1/carts').set('authorization', `Bearer ${tokens.ada}`);
    const [identify, createCart] = edge.calls.slice(-2);
    expect(identify).toMatchObject({ address: 'accounts.identify', context: { principal: { kind: 'guest' } } });
    // What this process alone notes of it is left out.
    expect(structuredClone(createCart?.context)).toEqual({
      principal: { kind: 'customer', customerId: 'cus_adalovelace' },
      caller: 'monolith',
      deadline: NOW.getTime() + 10_000,
      traceparent: expect.stringMatching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/),
      routeVersion: 7,
      visitor: 'cus_adalovelace',
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

  it('knows a guest by the visitor’s own key, if one of the right form comes along', async () => {
    const visitorFor = async (visitor?: string) => {
      await request(edge.url).get('/api/v1/markets').set(visitor === undefined ? {} : { visitor });
      return edge.calls.at(-1)!.context;
    };
    expect((await visitorFor('app-7c9e6679')).visitor).toBe('app-7c9e6679');
    for (const unfit of [undefined, 'short', 'x'.repeat(65), 'with space']) {
      const { visitor, traceparent } = await visitorFor(unfit);
      expect(traceparent).toContain(visitor);
    }
  });

  it('is answered elsewhere only by a token that an operator has granted', async () => {
    const overrideFor = async (token: string) => {
      await request(edge.url).get('/api/v1/markets').set('banyan-override', token);
      return edge.calls.at(-1)!.context.override;
    };
    expect(await overrideFor(GRANTED)).toEqual({ token: GRANTED, routes: { 'catalog.*': 'catalog' } });
    expect(await overrideFor('catalog')).toBeUndefined();
    expect(await overrideFor('{"catalog.*":"catalog"}')).toBeUndefined();
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
