import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CallError } from '@banyan/contracts/define';
import type { Spans } from '@banyan/strangler';
import request from 'supertest';
import { startEdge, type EdgeApp } from './testing/edge-app.ts';

describe('a request', () => {
  let edge: EdgeApp;
  const begun: { traceId: string; name: string; ending?: string }[] = [];
  const spans: Pick<Spans, 'first'> = {
    first: (traceId, _role, name) => {
      const span: (typeof begun)[number] = { traceId, name };
      begun.push(span);
      return { traceparent: `00-${traceId}-00f067aa0ba902b7-01`, set: () => undefined, end: (outcome, code) => void (span.ending = code === undefined ? outcome : `${outcome} ${code}`) };
    },
  };
  beforeAll(async () => void (edge = await startEdge({ spans: spans as Spans })));
  beforeEach(() => {
    begun.length = 0;
    edge.instead.clear();
  });
  afterAll(() => edge.close());
  const get = (path: string) => request(edge.url).get(`/api/v1${path}`);

  it('has a span that is named for its endpoint, and its calls below that', async () => {
    await get('/products/LMP-100?market=GB');
    const { context } = edge.calls.at(-1)!;
    expect(begun).toEqual([{ traceId: context.traceparent.slice(3, 35), name: 'GET /api/v1/products/{sku}', ending: 'answered' }]);
    expect(context.traceparent).toContain('-00f067aa0ba902b7-01');
  });

  it('ends as its shopper is told', async () => {
    await get('/products/NONE-1?market=GB');
    edge.instead.set('catalog.listMarkets', () => Promise.reject(new CallError('unavailable', 'catalog.listMarkets', 'Away.', { executed: 'no' })));
    await get('/markets');
    expect(begun.map(({ ending }) => ending)).toEqual(['refused unknownProduct', 'failed unavailable']);
  });
});
