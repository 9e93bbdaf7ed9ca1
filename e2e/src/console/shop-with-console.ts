import { bringInCatalogue } from '../catalogue.ts';
import { Operator } from '../operator.ts';
import { alteringProxy, type AlteringProxy } from '../routing/altering-proxy.ts';
import { browse } from '../routing/browse.ts';
import { Doors } from '../routing/doors.ts';
import { reachedBy } from '../routing/reached-by.ts';
import { RouteOperator } from '../routing/route-operator.ts';
import { shopUnderTest, type ShopUnderTest } from '../shop-under-test.ts';
import { tokensOf, type Tokens } from './tokens.ts';

/** A shop with a console, hosts for orders and catalog, and everything at home; shoppers look around in it. */
export interface ShopWithConsole extends ShopUnderTest, Tokens {
  readonly consoleUrl: string;
  readonly routes: RouteOperator;
  /** By which the monolith reaches catalog's host. */
  readonly catalog: AlteringProxy;
}

/** The name and the brand of a product that somebody brought in who means ill. */
export const hostileName = '<img src=x onerror="alert(1)"> & <b>"Co"</b>';

/** Starts one. */
export async function shopWithConsole(): Promise<ShopWithConsole> {
  const proxy = Promise.withResolvers<AlteringProxy>();
  const tested = await shopUnderTest({ split: ['orders', 'catalog'], via: 'http', replies: 'http', console: 0 }, {}, async (plan) => {
    if (plan.name === 'catalog') proxy.resolve(await alteringProxy(plan.url));
    if (plan.name !== 'monolith') return plan;
    const { url } = await proxy.promise;
    return { ...plan, environment: { ...plan.environment, ...reachedBy({ catalog: url })(plan.environment) } };
  });
  const catalog = await proxy.promise;
  const { shop } = tested;
  const operator = new Operator(shop);
  await bringInCatalogue(operator);
  await operator.call('catalog.importProducts', { products: [{ sku: 'HOSTILE', name: hostileName, brand: hostileName, stock: 10, prices: [{ priceList: 'gbp', amount: 700 }] }] });
  const routes = new RouteOperator(shop, 'npm test');
  for (const module of ['catalog', 'orders']) await routes.set(`${module}.*`, { kind: 'local' });
  const browsing = browse({ doors: new Doors(shop.publicUrl), shoppers: 2, thinking: 400, pages: ['/products/HOSTILE?market=GB', '/products?market=GB&limit=5', '/markets'] });
  return {
    ...tested,
    consoleUrl: shop.consoleUrl!,
    ...(await tokensOf(tested)),
    routes,
    catalog,
    discard: async () => {
      await browsing.stop();
      await tested.discard();
      await catalog.close();
    },
  };
}

/** Has one product cost more at catalog's host. */
export const wrongPrice = (address: string, answer: { readonly status: number; readonly body: string }) => (address === 'catalog.getProduct' ? { ...answer, body: answer.body.replace('"amount":700', '"amount":800') } : answer);
