import type { CatalogApi } from '@banyan/contracts/catalog';
import type { CallContext, InputOf, Turn } from '@banyan/contracts/define';
import type { orders } from '@banyan/contracts/orders';
import type { PaymentsApi } from '@banyan/contracts/payments';
import { decideCancelling, type Cancelling } from '../domain/decide.ts';
import type { Step } from '../domain/step.ts';
import type { OrderLedger } from '../ports/order-ledger.ts';
import { carryOut } from './carry-out.ts';
import { orUnavailable } from './or-unavailable.ts';

/** What cancelling an order needs. `now` dates the steps. */
export interface CancelOrderNeeds {
  readonly ledger: OrderLedger;
  readonly catalog: Pick<CatalogApi, 'releaseStock'>;
  readonly payments: Pick<PaymentsApi, 'refund'>;
  readonly now: () => Date;
}

/**
 * Gives money and stock of a confirmed order back. An order that ended otherwise, is not there or is another
 * buyer's stays as it is.
 */
export function cancelOrder({ ledger, catalog, payments, now }: CancelOrderNeeds) {
  const acting = (orderId: string) => async (action: Cancelling): Promise<Step> => {
    switch (action.kind) {
      case 'refund':
        await orUnavailable(payments.refund({ orderId }));
        return { kind: 'refunded' };
      case 'release':
        await catalog.releaseStock({ orderId });
        return { kind: 'released' };
    }
  };

  return async (
    { orderId, buyer }: InputOf<(typeof orders)['operations']['cancelOrder']>,
    context: CallContext,
    turn: Turn,
  ): Promise<void> => {
    const order = await ledger.find(orderId);
    if (order?.buyer !== buyer) return ledger.completeTurn(turn);
    await carryOut({ order, decide: decideCancelling, act: acting(orderId), context, turn }, { ledger, now });
  };
}
