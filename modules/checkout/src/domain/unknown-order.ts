import { OperationError } from '@banyan/contracts/define';

/** The refusal of an order that does not exist or is somebody else's; which of the two, it does not tell. */
export function unknownOrder(orderId: string): OperationError {
  return new OperationError(
    'unknownOrder',
    { orderId },
    `There is no order ${orderId} for you. Sign in as its customer, or show the receipt that it was accepted with.`,
  );
}
