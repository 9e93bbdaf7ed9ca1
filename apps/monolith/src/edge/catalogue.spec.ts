import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { startEdge, type EdgeApp } from './testing/edge-app.ts';

describe('the catalogue at the edge', () => {
  let edge: EdgeApp;
  const get = (path: string) => request(edge.url).get(`/api/v1${path}`);
  beforeAll(async () => void (edge = await startEdge()));
  afterAll(() => edge.close());

  it('lists the markets without their price lists, which are the shop’s own affair', async () => {
    const { status, body } = await get('/markets');
    expect(status).toBe(200);
    expect(body).toEqual({ items: [{ id: 'GB', name: 'United Kingdom', currency: 'GBP' }] });
  });

  it('lists products in pages', async () => {
    const first = await get('/products?market=GB&q=lamp&brand=Halden&limit=2');
    expect(first.body).toEqual({
      items: Array.from({ length: 2 }, () => ({
        sku: 'LMP-100',
        name: 'Desk lamp',
        brand: 'Halden',
        price: { amount: 4_900, currency: 'GBP' },
        inStock: true,
      })),
      next: 'page2',
    });
    expect(edge.calls.at(-1)?.input).toEqual({ market: 'GB', q: 'lamp', brand: 'Halden', limit: 2 });

    const second = await get('/products?market=GB&cursor=page2');
    expect(second.body.next).toBeNull();
    expect(edge.calls.at(-1)?.input).toEqual({ market: 'GB', cursor: 'page2', limit: 20 });
  });

  it('shows a product', async () => {
    const { status, body } = await get('/products/LMP-100?market=GB');
    expect([status, body.sku]).toEqual([200, 'LMP-100']);
  });

  it.each([
    ['/products?market=FR', 404, 'unknownMarket', { market: 'FR' }],
    ['/products/LMP-100?market=FR', 404, 'unknownMarket', { market: 'FR' }],
    ['/products/LMP-101?market=GB', 404, 'unknownProduct', { market: 'GB', sku: 'LMP-101' }],
    ['/products?market=GB&cursor=page9', 400, 'invalidCursor', {}],
  ])('answers GET %s with %i %s', async (path, status, code, data) => {
    const answer = await get(path);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.body).toMatchObject({ status, code, title: expect.any(String), detail: expect.any(String) });
    expect(answer.body.data ?? {}).toEqual(data);
  });

  it.each([
    ['/products', [{ in: 'query', pointer: '/market', message: 'is missing.' }]],
    ['/products?market=GB&limit=0', [{ in: 'query', pointer: '/limit', message: 'must be >= 1.' }]],
    ['/products?market=GB&limit=101', [{ in: 'query', pointer: '/limit', message: 'must be <= 100.' }]],
    ['/products?market=GB&limit=ten', [{ in: 'query', pointer: '/limit', message: 'must be integer.' }]],
    ['/products?market=GB&limit=1e1', [{ in: 'query', pointer: '/limit', message: 'must be integer.' }]],
    ['/products?market=GB&limit=', [{ in: 'query', pointer: '/limit', message: 'must be integer.' }]],
    ['/products?market=GB&market=FR', [{ in: 'query', pointer: '/market', message: 'is given more than once; give it once.' }]],
    ['/products?market=GB&colour=red', [{ in: 'query', pointer: '/colour', message: 'is not known here; leave it out.' }]],
    ['/products?market=GB&__proto__=x', [{ in: 'query', pointer: '/__proto__', message: 'is not known here; leave it out.' }]],
    ['/products?market=GB&q=%00', [{ in: 'query', pointer: '/q', message: expect.stringContaining('without control characters') }]],
    ['/markets?market=GB', [{ in: 'query', pointer: '/market', message: 'is not known here; leave it out.' }]],
    [
      '/products/lmp-100?market=gb&limit=5',
      [
        { in: 'path', pointer: '/sku', message: expect.stringContaining('Small letters are not turned into capitals') },
        { in: 'query', pointer: '/limit', message: 'is not known here; leave it out.' },
        { in: 'query', pointer: '/market', message: expect.stringContaining('two-letter code in capitals') },
      ],
    ],
  ])('refuses GET %s and names every mistake', async (path, errors) => {
    const { status, body } = await get(path);
    expect([status, body.code]).toEqual([400, 'invalidInput']);
    expect(body.errors).toEqual(errors);
  });
});
