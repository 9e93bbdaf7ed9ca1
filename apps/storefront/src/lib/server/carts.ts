import { publicApi, type AnswerOf } from '@banyan/contracts/public';
import type { Catalogue, Product } from './catalogue.ts';
import { dropCookie, keepCookie, type CookiePlace } from './cookies.ts';
import type { Customer } from './customer.ts';
import type { ShopApi } from './shop-api.ts';
import { isProblem } from './shop-problem.ts';

export type Cart = AnswerOf<typeof publicApi.getCart>;

/** A line of a cart with what the market says of its product. */
export interface CartLine {
  readonly sku: string;
  readonly quantity: number;
  /** Left out where the market does not sell it. */
  readonly product?: Product;
}

/** The cart that a shopper fills here. */
export interface ShopperCart {
  /** Nothing if there is none yet, or none any more. */
  find(): Promise<Cart | undefined>;
  /** Adds to what is there already, up to what an order may hold. */
  add(sku: string, quantity: number): Promise<Cart>;
  /** Sets how many there are; none takes the product out. */
  put(sku: string, quantity: number): Promise<Cart>;
  /** Has the next product begin a new cart. */
  leave(): void;
}

const name = 'cart';
const days = 90;
const most = 100_000;

/** The cart of whoever holds these cookies. */
export function shopperCart(api: ShopApi, place: CookiePlace, customer: Customer | undefined): ShopperCart {
  const bearer = customer?.token;
  const find = async () => {
    const cartId = place.cookies.get(name);
    if (cartId === undefined) return undefined;
    try {
      return await api.ask(publicApi.getCart, { params: { cartId }, bearer });
    } catch (error) {
      if (isProblem(error, 'cartNotFound', 'invalidInput')) return undefined;
      throw error;
    }
  };
  const findOrBegin = async () => {
    const found = await find();
    if (found) return found;
    const begun = await api.ask(publicApi.createCart, { bearer });
    keepCookie(place, name, begun.cartId, { days });
    return begun;
  };
  const put = async ({ cartId }: Cart, sku: string, quantity: number) =>
    quantity === 0
      ? api.ask(publicApi.removeCartLine, { params: { cartId, sku }, bearer })
      : api.ask(publicApi.putCartLine, { params: { cartId, sku }, body: { quantity }, bearer });
  return {
    find,
    add: async (sku, quantity) => {
      const cart = await findOrBegin();
      const there = cart.lines.find((line) => line.sku === sku)?.quantity ?? 0;
      return put(cart, sku, Math.min(there + quantity, most));
    },
    put: async (sku, quantity) => put(await findOrBegin(), sku, quantity),
    leave: () => dropCookie(place, name),
  };
}

/** What a market says of a cart's lines, a few at a time. */
export async function linesIn(catalogue: Catalogue, market: string, { lines }: Cart): Promise<CartLine[]> {
  const found: CartLine[] = [];
  for (let from = 0; from < lines.length; from += 10) found.push(...(await Promise.all(lines.slice(from, from + 10).map((line) => lineIn(catalogue, market, line)))));
  return found;
}

async function lineIn(catalogue: Catalogue, market: string, { sku, quantity }: Cart['lines'][number]): Promise<CartLine> {
  try {
    return { sku, quantity, product: await catalogue.product(market, sku) };
  } catch (error) {
    if (isProblem(error, 'unknownProduct')) return { sku, quantity };
    throw error;
  }
}
