import { freePort } from '@banyan/tools/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Operator } from '../operator.ts';
import { rowsOf } from '../rows.ts';
import { alteringProxy, type AlteringProxy } from './altering-proxy.ts';
import { liveShop, type LiveShop } from './live-shop.ts';
import { reachedBy } from './reached-by.ts';
import { until } from './until.ts';

const entry = 'catalog.changePrices';
const planner = 'catalog.planPriceChange';

let live: LiveShop;
let catalogHost: AlteringProxy;
/** Changes prices through a monolith that reaches catalog's host by way of the proxy. */
let operator: Operator;

beforeAll(async () => {
  live = await liveShop();
  catalogHost = await alteringProxy(live.shop.hosts.find(({ name }) => name === 'catalog')!.url);
  const port = await freePort();
  const settings = (environment: Readonly<Record<string, string>>) => ({ ...reachedBy({ catalog: catalogHost.url })(environment), OPERATOR_PORT: String(port) });
  await live.further({ host: 'monolith', name: 'monolith-2', settings });
  operator = new Operator({ operatorUrl: `http://127.0.0.1:${port}`, operatorToken: live.shop.operatorToken });
});

afterAll(async () => {
  await live.discard();
  await catalogHost.close();
});

describe('price changes that are shadowed', () => {
  it('are made once, at home, and what another host would write differently is found before it writes anything', async () => {
    catalogHost.alter((address, answer) => (address === planner ? { ...answer, body: answer.body.replace(/"amount":\d+/, '"amount":1') } : answer));
    const { version } = await live.routes.set(entry, { kind: 'shadow', target: 'catalog', percent: 100 });
    await live.routes.followed(version, live.instances);
    const before = (await prices()).length;
    for (let change = 1; change <= 60; change++) await operator.call(entry, { prices: [{ priceList: 'gbp', sku: 'MUG', amount: 10_000 + change }] });

    const found = await until('60 plans compared', async () => {
      const { shadows, samples } = await live.routes.shadows();
      const ofPlans = shadows.filter(({ tally }) => tally.address === planner);
      return ofPlans.some(({ tally }) => tally.compared + tally.failed >= 60) && { shadows: ofPlans, samples };
    });
    expect(found.shadows).toMatchObject([
      { tally: { address: planner, target: 'catalog', compared: 60, mismatched: 60, failed: 0, noiseMismatched: 0 }, beyondNoise: { places: [{ pointer: '/rows/catalog.price/*/amount', because: 'stood' }] } },
    ]);
    expect(found.samples[0]).toMatchObject({ address: planner, differences: [{ pointer: expect.stringMatching(/^\/rows\/catalog\.price\/\{.*"sku":"MUG".*\}\/amount$/), target: '1' }] });
    expect((await prices()).slice(before).map(({ amount }) => amount).toSorted()).toEqual(Array.from({ length: 60 }, (_, change) => 10_001 + change));
    expect(catalogHost.asked(entry)).toBe(0);
  });
});

/** Every price that the shop has, in the order in which it was written. */
async function prices(): Promise<{ amount: number }[]> {
  return (await rowsOf(live.folder))['catalog.price'] as { amount: number }[];
}
