import type { ImplementationOf } from '@banyan/contracts/define';
import type { payments } from '@banyan/contracts/payments';
import type { Charges } from './ports/charges.ts';
import type { PaymentProvider } from './ports/payment-provider.ts';
import type { Refunds } from './ports/refunds.ts';
import { checkCharge } from './use-cases/check-charge.ts';
import { chargeOrder } from './use-cases/charge-order.ts';
import { refundOrder } from './use-cases/refund-order.ts';

/** All that the payments module works with. */
export interface PaymentsNeeds {
  readonly charges: Charges;
  readonly refunds: Refunds;
  readonly provider: PaymentProvider;
  readonly now: () => Date;
}

/** The payments contract, fulfilled. */
export function paymentsApi(needs: PaymentsNeeds): ImplementationOf<typeof payments> {
  return { charge: chargeOrder(needs), refund: refundOrder(needs), checkCharge: checkCharge(needs) };
}
