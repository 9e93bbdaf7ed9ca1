import type { OrderRequest } from '@banyan/contracts/checkout';
import { CallError, OperationError } from '@banyan/contracts/define';
import type { OrderLine } from '@banyan/contracts/values';
import { cartNotFound } from '../domain/cart-not-found.ts';
import { addedUp } from '../domain/order-lines.ts';
import type { CartStore, CartVisitor } from '../ports/cart-store.ts';

/**
 * The lines that a request asks for, its own or its cart's, each SKU once; or why there are none.
 * @throws {CallError} `contractViolation` unless the request has either lines or a cart
 */
export async function requestedLines(
  { cartId, lines }: OrderRequest,
  visitor: CartVisitor,
  carts: CartStore,
): Promise<OrderLine[] | OperationError> {
  if ((cartId === undefined) === (lines === undefined)) {
    throw new CallError(
      'contractViolation',
      'checkout.acceptOrder',
      'An order needs either its lines or the cart that holds them. Send one of `lines` and `cartId`.',
      { executed: 'no' },
    );
  }
  if (lines) return addedUp(lines);
  const held = await carts.find(cartId!, visitor);
  if (!held) return cartNotFound(cartId!);
  if (held.length === 0) return new OperationError('cartEmpty', { cartId }, `The cart ${cartId} is empty. Put a product into it first.`);
  return held;
}
