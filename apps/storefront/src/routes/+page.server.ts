import { chosenMarket } from '#lib/server/chosen-market.ts';
import { orErrorPage } from '#lib/server/or-error-page.ts';
import type { PageServerLoad } from './$types';

const perPage = 24;

/** The products of the market, all or those that the address asks for. */
export const load: PageServerLoad = async ({ url, locals }) => {
  const { goods } = locals.shop;
  const asked = (name: string) => url.searchParams.get(name)?.trim().slice(0, 100) || undefined;
  const [q, brand, cursor] = [asked('q'), asked('brand'), url.searchParams.get('cursor') ?? undefined];
  const { id } = await orErrorPage(chosenMarket(goods, locals.market));
  const [page, brands] = await Promise.all([orErrorPage(goods.products(id, { q, brand, cursor, limit: perPage })), goods.brands(id).catch(() => [])]);
  return { products: page.items, next: page.next, brands, q, brand, first: cursor === undefined };
};
