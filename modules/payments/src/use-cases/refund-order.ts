import { OperationError, type ImplementationOf } from '@banyan/contracts/define';
import type { payments } from '@banyan/contracts/payments';
import { chargeKeyOf, refundKeyOf, type Charge, type ChargeOutcome } from '../domain/charge.ts';
import type { Charges } from '../ports/charges.ts';
import type { PaymentProvider } from '../ports/payment-provider.ts';
import type { Refunds } from '../ports/refunds.ts';
import { orOutcomeUnknown } from './outcome-unknown.ts';
import { settle } from './settle.ts';

interface Needs {
  readonly charges: Charges;
  readonly refunds: Refunds;
  readonly provider: PaymentProvider;
  readonly now: () => Date;
}

/** Gives an order's money back once, in the same three steps in which it was charged. */
export function refundOrder({ charges, refunds, provider, now }: Needs): ImplementationOf<typeof payments>['refund'] {
  return async ({ orderId }) => {
    const charge = await charges.find(orderId);
    if (!charge || charge.money.amount === 0) return { outcome: 'nothingCharged' };
    const { outcome } = charge.decided ?? (await finish(charge));
    if (outcome === 'declined') return { outcome: 'nothingCharged' };

    const progress = await refunds.begin(orderId, now());
    if (progress !== 'refunded') {
      await orOutcomeUnknown(orderId, () => giveBack(orderId, progress === 'unfinished'));
      await refunds.complete(orderId, now());
    }
    return { outcome: 'refunded' };
  };

  function giveBack(orderId: string, resumes: boolean): Promise<true> {
    const chargeKey = chargeKeyOf(orderId);
    return settle({
      resumes,
      act: async () => {
        await provider.refund({ chargeKey, key: refundKeyOf(orderId) });
        return true as const;
      },
      ask: async () => (await provider.findCharge(chargeKey))?.refunded || undefined,
    });
  }

  /** Learns the outcome of a charge that was left open. Where the provider knows nothing of it, it may be about to hear of it. */
  async function finish({ orderId }: Charge): Promise<ChargeOutcome> {
    const found = await orOutcomeUnknown(orderId, () => provider.findCharge(chargeKeyOf(orderId)));
    if (!found) {
      throw new OperationError(
        'outcomeUnknown',
        { orderId },
        `The charge of order ${orderId} was begun and not finished. Ask for the charge again, then for the refund.`,
      );
    }
    await charges.decide(orderId, found.decided, now());
    return found.decided;
  }
}
