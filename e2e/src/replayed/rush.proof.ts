import { afterEach, describe, expect, it } from '@jest/globals';
import { Agent } from 'undici';
import { Operator, sold } from '../operator.ts';
import { everyPlacement } from '../placements.ts';
import { percentile, tell } from '../routing/figures.ts';
import { Shopper } from '../shopper.ts';
import { shopUnderTest, type ShopUnderTest } from '../shop-under-test.ts';
import { anOrder, type Accepted } from '../stories/orders.ts';

const buyers = 1_000;
const pieces = 10;
/** Buyers whose order is looked after at the same time. */
const watched = 8;

const placements = [...everyPlacement, { ...everyPlacement[0]!, name: 'three monoliths behind nginx', instances: 3 }];

let tested: ShopUnderTest;
afterEach(() => tested.discard());

describe(`${buyers} buyers at once for ${pieces} pieces`, () => {
  it.each(placements)(`$name: ${pieces} are confirmed, the others are told that there are none`, async ({ name, ...placement }) => {
    tested = await shopUnderTest(placement);
    const operator = new Operator(tested.shop);
    await operator.call('catalog.importMarkets', { markets: [{ id: 'GB', name: 'GB', currency: 'GBP', priceList: 'gb' }] });
    await operator.call('catalog.importProducts', { products: [{ sku: 'RARE', name: 'Rare', brand: 'Rush', stock: pieces, prices: [{ priceList: 'gb', amount: 4_900 }] }] });

    const { accepted, milliseconds } = await rush(tested.shop.publicUrl);
    const ends = await endsOf(tested.shop.publicUrl, accepted);
    tell(`${name}: answered`, `p50 ${Math.round(percentile(milliseconds, 50))}, p99 ${Math.round(percentile(milliseconds, 99))} ms`);
    expect(ends).toEqual({ confirmed: pieces, outOfStock: buyers - pieces });
    expect(await sold(operator)).toEqual({ RARE: pieces });
  });
});

/** Has everybody order at once, each by a connection of their own. */
async function rush(url: string): Promise<{ readonly accepted: readonly Accepted[]; readonly milliseconds: readonly number[] }> {
  const agent = new Agent({ connections: buyers, headersTimeout: 120_000 });
  try {
    const milliseconds: number[] = [];
    const order = async (buyer: number): Promise<Accepted> => {
      const sent = performance.now();
      const { statusCode, body } = await agent.request({
        origin: url,
        method: 'POST',
        path: '/api/v1/orders',
        headers: { 'content-type': 'application/json', 'idempotency-key': `rush-${buyer}`.padEnd(16, '.') },
        body: JSON.stringify(anOrder([['RARE', 1]], { email: `buyer-${buyer}@example.org` })),
      });
      const answer = await body.json();
      milliseconds.push(performance.now() - sent);
      expect({ statusCode, answer }).toMatchObject({ statusCode: 202 });
      return answer as Accepted;
    };
    return { accepted: await Promise.all(Array.from({ length: buyers }, (_, buyer) => order(buyer))), milliseconds };
  } finally {
    await agent.close();
  }
}

/** How many orders ended in which way. */
async function endsOf(url: string, accepted: readonly Accepted[]): Promise<Record<string, number>> {
  const shopper = new Shopper(url, 'rush');
  const ends: Record<string, number> = {};
  const left = accepted.values();
  const look = async () => {
    for (const { orderId, receipt } of left) {
      const { status, reason } = (await shopper.settled(orderId, receipt)).body as { readonly status: string; readonly reason?: string };
      const end = reason ?? status;
      ends[end] = (ends[end] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: watched }, look));
  return ends;
}
