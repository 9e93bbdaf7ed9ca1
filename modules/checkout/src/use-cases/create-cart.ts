import type { Cart } from '@banyan/contracts/checkout';
import type { CallContext } from '@banyan/contracts/define';
import { customerIdOf } from '../domain/shopper.ts';
import type { CartStore } from '../ports/cart-store.ts';

/** Begins an empty cart: the customer's own, or a guest's. */
export function createCart({ carts, newCartId, now }: { readonly carts: CartStore; readonly newCartId: () => string; readonly now: () => Date }) {
  return async (_input: object, { principal }: CallContext): Promise<Cart> => {
    const cartId = newCartId();
    await carts.create({ cartId, owner: customerIdOf(principal), createdAt: now() });
    return { cartId, lines: [] };
  };
}
