import type { Cart } from '@banyan/contracts/checkout';
import type { CallContext } from '@banyan/contracts/define';
import type { OrderLine } from '@banyan/contracts/values';
import { withLine } from '../domain/cart-lines.ts';
import { cartNotFound } from '../domain/cart-not-found.ts';
import { customerIdOf } from '../domain/shopper.ts';
import type { CartStore } from '../ports/cart-store.ts';

/** Puts a product into a cart; the quantity replaces the former one. */
export function putCartLine({ carts }: { readonly carts: CartStore }) {
  return async ({ cartId, sku, quantity }: { readonly cartId: string } & OrderLine, { principal }: CallContext): Promise<Cart> => {
    const lines = await carts.change(cartId, customerIdOf(principal), (held) => withLine(held, { sku, quantity }));
    if (!lines) throw cartNotFound(cartId);
    return { cartId, lines };
  };
}
