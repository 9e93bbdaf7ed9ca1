import { OperationError } from '@banyan/contracts/define';
import { NoAnswer } from '../ports/payment-provider.ts';

/** Does what needs the provider's answer, and fails as `outcomeUnknown` where none comes. */
export async function orOutcomeUnknown<T>(orderId: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    throw new OperationError(
      'outcomeUnknown',
      { orderId },
      `The payment provider does not answer, so it is not known what became of order ${orderId}. Ask again: nothing is done twice.`,
    );
  }
}
