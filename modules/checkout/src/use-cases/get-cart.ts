import type { Cart } from '@banyan/contracts/checkout';
import type { CallContext } from '@banyan/contracts/define';
import { cartNotFound } from '../domain/cart-not-found.ts';
import { customerIdOf } from '../domain/shopper.ts';
import type { CartStore } from '../ports/cart-store.ts';

/** Shows a cart. */
export function getCart({ carts }: { readonly carts: CartStore }) {
  return async ({ cartId }: { readonly cartId: string }, { principal }: CallContext): Promise<Cart> => {
    const lines = await carts.find(cartId, customerIdOf(principal));
    if (!lines) throw cartNotFound(cartId);
    return { cartId, lines };
  };
}
