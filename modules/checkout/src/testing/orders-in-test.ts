import { OperationError, type CallError } from '@banyan/contracts/define';
import type { OrdersApi, OrderState } from '@banyan/contracts/orders';

/** An orders module for tests: it knows what it is told, and can fail. */
export class OrdersInTest implements OrdersApi {
  readonly states = new Map<string, OrderState>();
  /** What every call fails with; null while all goes well. */
  failure: CallError | null = null;
  /** How often it was called. */
  asked = 0;

  readonly getOrder: OrdersApi['getOrder'] = ({ orderId, buyer }) => {
    this.asked += 1;
    if (this.failure) return Promise.reject(this.failure);
    const state = this.states.get(orderId);
    if (state?.buyer === buyer) return Promise.resolve(state);
    return Promise.reject(new OperationError('unknownOrder', { orderId }, 'Processing has not begun. Ask again later.'));
  };

  readonly resumeOrder: OrdersApi['resumeOrder'] = () => Promise.resolve({ resumed: false });
}
