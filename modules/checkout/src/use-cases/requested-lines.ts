import type { OrderRequest } from '@banyan/contracts/checkout';
import { OperationError } from '@banyan/contracts/define';
import type { OrderLine } from '@banyan/contracts/values';
import { cartNotFound } from '../domain/cart-not-found.ts';
import { addedUp } from '../domain/order-lines.ts';
import type { CartStore, CartVisitor } from '../ports/cart-store.ts';

/** The lines that a request asks for, its own or its cart's, each SKU once; or the refusal that says why there are none. */
export async function requestedLines(
  { cartId, lines }: OrderRequest,
  visitor: CartVisitor,
  carts: CartStore,
): Promise<OrderLine[] | OperationError> {
  if (lines) return addedUp(lines);
  const held = await carts.find(cartId!, visitor);
  if (!held) return cartNotFound(cartId!);
  if (held.length === 0) return new OperationError('cartEmpty', { cartId }, `The cart ${cartId} is empty. Put a product into it first.`);
  return held;
}
