import { describe, expect, it } from '@jest/globals';
import { publicApi } from '@banyan/contracts/public';
import { addressOf, shopApi } from './shop-api.ts';
import { isAway, isProblem } from './shop-problem.ts';

const answering = (answer: () => Response | Promise<Response>, seen: Request[] = []) =>
  shopApi('http://shop.test', {
    send: async (address, request) => {
      seen.push(new Request(address, request));
      return answer();
    },
    wait: async () => undefined,
  });

describe('the shop’s API', () => {
  it('is asked at the address of the endpoint, with nothing that was left out', async () => {
    expect(addressOf('/products/{sku}', { sku: 'A/B' }, { market: 'GB', q: undefined, brand: 'H & H' })).toBe('/products/A%2FB?market=GB&brand=H+%26+H');
    const seen: Request[] = [];
    await answering(() => Response.json({ items: [] }), seen).ask(publicApi.listMarkets);
    expect([seen[0]?.method, seen[0]?.url]).toEqual(['GET', 'http://shop.test/api/v1/markets']);
  });

  it('is believed when it says no', async () => {
    const problem = { type: '', title: 'No', status: 404, code: 'unknownOrder', detail: 'Do' };
    const refused = answering(() => Response.json(problem, { status: 404 })).ask(publicApi.getOrder, { params: { orderId: 'ord_1' } });
    expect(await refused.catch((error: unknown) => isProblem(error, 'unknownOrder'))).toBe(true);
  });

  it('is asked again while it cannot answer, where nobody can tell a second request from the first', async () => {
    const unavailable = () => Response.json({ type: '', title: 'No', status: 503, code: 'unavailable', detail: 'Wait' }, { status: 503 });
    const [reads, registrations]: [Request[], Request[]] = [[], []];
    await answering(unavailable, reads).ask(publicApi.listMarkets).catch(() => undefined);
    await answering(unavailable, registrations).ask(publicApi.registerCustomer).catch(() => undefined);
    expect([reads.length, registrations.length]).toEqual([3, 1]);
  });

  it.each([
    ['no answer', () => Promise.reject(new TypeError('fetch failed'))],
    ['an answer that is no JSON', () => new Response('<html>', { status: 502 })],
  ])('counts as away with %s', async (_what, answer) => {
    expect(await answering(answer).ask(publicApi.listMarkets).catch(isAway)).toBe(true);
  });
});
