import { OperationError } from '@banyan/contracts/define';
import type { PaymentsApi } from '@banyan/contracts/payments';

/** Payments in memory: charges and refunds once per order, and knows the tokens `tok_approved` and `tok_declined`. */
export class LedgerPayments implements Pick<PaymentsApi, 'charge' | 'refund'> {
  /** Movements of money, each once per order. */
  readonly movements: string[] = [];
  /** The next so many charges and refunds take place, but their outcome stays unknown to the caller. */
  unknownOutcomes = 0;

  async charge({ orderId, money, token }: Parameters<PaymentsApi['charge']>[0]): ReturnType<PaymentsApi['charge']> {
    if (token !== 'tok_approved') return { outcome: 'declined' };
    this.#once(`charged ${money.amount} ${money.currency} ${orderId}`);
    this.#answer(orderId);
    return { outcome: 'approved', chargeId: `ch_${orderId}` };
  }

  async refund({ orderId }: { readonly orderId: string }): ReturnType<PaymentsApi['refund']> {
    const charged = this.movements.some((movement) => movement.startsWith('charged') && movement.endsWith(orderId));
    if (!charged) return { outcome: 'nothingCharged' };
    this.#once(`refunded ${orderId}`);
    this.#answer(orderId);
    return { outcome: 'refunded' };
  }

  #once(movement: string): void {
    if (!this.movements.includes(movement)) this.movements.push(movement);
  }

  #answer(orderId: string): void {
    if (this.unknownOutcomes === 0) return;
    this.unknownOutcomes -= 1;
    throw new OperationError('outcomeUnknown', { orderId }, 'The provider has not answered; ask again.');
  }
}
