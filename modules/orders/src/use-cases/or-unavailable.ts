import { isOperationError, Unavailable } from '@banyan/contracts/define';

/** Waits for payments' answer, and fails as `Unavailable` where they cannot tell the outcome: that says nothing against the order, however long it lasts. */
export async function orUnavailable<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw isOperationError(error) && error.code === 'outcomeUnknown' ? new Unavailable('The payment provider', { cause: error }) : error;
  }
}
