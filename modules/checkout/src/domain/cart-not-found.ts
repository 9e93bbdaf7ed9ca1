import { OperationError } from '@banyan/contracts/define';

/** The refusal of a cart that does not exist or is somebody else's; which of the two, it does not tell. */
export function cartNotFound(cartId: string): OperationError {
  return new OperationError('cartNotFound', { cartId }, `There is no cart ${cartId} for you. Create a cart, or sign in as its customer.`);
}
