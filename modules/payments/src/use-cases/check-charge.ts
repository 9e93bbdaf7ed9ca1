import type { ImplementationOf } from '@banyan/contracts/define';
import type { payments } from '@banyan/contracts/payments';
import { orderOfChargeKey } from '../domain/charge.ts';
import type { Charges } from '../ports/charges.ts';
import type { PaymentProvider } from '../ports/payment-provider.ts';
import type { Refunds } from '../ports/refunds.ts';
import { orOutcomeUnknown } from './outcome-unknown.ts';

interface Needs {
  readonly charges: Charges;
  readonly refunds: Refunds;
  readonly provider: PaymentProvider;
  readonly now: () => Date;
}

/**
 * Learns what became of a charge that was intended here. Nothing that the caller says is recorded but what the provider answers
 * under the charge's own key, so it is the same whenever it comes and however often, beside a call for the charge too.
 */
export function checkCharge({ charges, refunds, provider, now }: Needs): ImplementationOf<typeof payments>['checkCharge'] {
  return async ({ chargeKey }) => {
    const orderId = orderOfChargeKey(chargeKey);
    const charge = orderId === undefined ? undefined : await charges.find(orderId);
    if (orderId === undefined || !charge) return { outcome: 'unknown' };
    if (charge.decided && !(await refunds.isUnfinished(orderId))) return { outcome: charge.decided.outcome, orderId, learned: false };

    const found = await orOutcomeUnknown(orderId, () => provider.findCharge(chargeKey));
    if (!found) return { outcome: 'unknown' };
    await charges.decide(orderId, found.decided, now());
    if (found.refunded) await refunds.complete(orderId, now());
    return { outcome: found.decided.outcome, orderId, learned: !charge.decided || found.refunded };
  };
}
