import type { Cart } from '@banyan/contracts/checkout';
import type { CallContext } from '@banyan/contracts/define';
import { withoutLine } from '../domain/cart-lines.ts';
import { cartNotFound } from '../domain/cart-not-found.ts';
import { customerIdOf } from '../domain/shopper.ts';
import type { CartStore } from '../ports/cart-store.ts';

/** Takes a product out of a cart; it is no error if it was not in it. */
export function removeCartLine({ carts }: { readonly carts: CartStore }) {
  return async ({ cartId, sku }: { readonly cartId: string; readonly sku: string }, { principal }: CallContext): Promise<Cart> => {
    const lines = await carts.change(cartId, customerIdOf(principal), (held) => withoutLine(held, sku));
    if (!lines) throw cartNotFound(cartId);
    return { cartId, lines };
  };
}
