import { shopperCart } from '#lib/server/carts.ts';
import { chosenMarket } from '#lib/server/chosen-market.ts';
import { orErrorPage } from '#lib/server/or-error-page.ts';
import type { LayoutServerLoad } from './$types';

/** What stands at the top of every page. How much is in the basket is not worth an error page. */
export const load: LayoutServerLoad = async (event) => {
  event.depends('shop:basket');
  const { customer, market, shop } = event.locals;
  const [markets, chosen, cart] = await Promise.all([
    orErrorPage(shop.goods.markets()),
    orErrorPage(chosenMarket(shop.goods, market)),
    shopperCart(shop.api, event, customer)
      .find()
      .catch(() => undefined),
  ]);
  return {
    markets: markets.map(({ id, name, currency }) => ({ id, name, currency })),
    market: chosen,
    pieces: cart?.lines.reduce((sum, { quantity }) => sum + quantity, 0) ?? 0,
    customer: customer === undefined ? undefined : { email: customer.email },
  };
};
