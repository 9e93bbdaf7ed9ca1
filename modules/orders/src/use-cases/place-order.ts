import type { CatalogApi } from '@banyan/contracts/catalog';
import type { CallContext, Turn } from '@banyan/contracts/define';
import type { PaymentsApi } from '@banyan/contracts/payments';
import { decidePlacing, type Placing } from '../domain/decide.ts';
import { acceptedOrder } from '../domain/order.ts';
import type { Step } from '../domain/step.ts';
import type { OrderLedger, OrderRequest } from '../ports/order-ledger.ts';
import { carryOut } from './carry-out.ts';
import { orUnavailable } from './or-unavailable.ts';

/** What placing an order needs. `now` dates the steps. */
export interface PlaceOrderNeeds {
  readonly ledger: OrderLedger;
  readonly catalog: Pick<CatalogApi, 'quote' | 'reserveStock' | 'releaseStock'>;
  readonly payments: Pick<PaymentsApi, 'charge'>;
  readonly now: () => Date;
}

/**
 * Prices as of acceptance, reserves stock, charges, and confirms or rejects: all or nothing. While a neighbour
 * cannot tell its outcome this fails, and the next attempt asks again under the same order id.
 */
export function placeOrder({ ledger, catalog, payments, now }: PlaceOrderNeeds) {
  const acting = (request: OrderRequest) => async (action: Placing): Promise<Step> => {
    const { orderId, market, lines, acceptedAt, payment } = request;
    switch (action.kind) {
      case 'price': {
        const quote = await catalog.quote({ market, at: acceptedAt, lines });
        return quote.outcome === 'priced'
          ? { kind: 'priced', total: quote.total, lines: quote.lines }
          : { kind: 'refused', reason: quote.reason, sku: quote.sku };
      }
      case 'reserve': {
        const reservation = await catalog.reserveStock({ orderId, lines });
        return reservation.outcome === 'reserved' ? { kind: 'reserved' } : { kind: 'outOfStock', sku: reservation.sku };
      }
      case 'charge': {
        const charge = await orUnavailable(payments.charge({ orderId, money: action.money, token: payment.token }));
        return charge.outcome === 'approved' ? { kind: 'charged', chargeId: charge.chargeId } : { kind: 'declined' };
      }
      case 'release':
        await catalog.releaseStock({ orderId });
        return { kind: 'released' };
    }
  };

  return async (request: OrderRequest, context: CallContext, turn: Turn): Promise<void> => {
    const known = await ledger.find(request.orderId);
    if (known && known.buyer !== request.buyer) {
      throw new Error(
        `The order ${request.orderId} is another buyer's than this call says. Find out which host named the order: an order's id is made from its buyer.`,
      );
    }
    const work = { decide: decidePlacing, act: acting(request), context, turn };
    await carryOut(known ? { ...work, order: known } : { ...work, order: acceptedOrder(request), opens: request }, { ledger, now });
  };
}
