import type { ImplementationOf } from '@banyan/contracts/define';
import type { payments } from '@banyan/contracts/payments';
import { assertSameMoney, chargeKeyOf, nothingToPay } from '../domain/charge.ts';
import type { Charges } from '../ports/charges.ts';
import type { PaymentProvider } from '../ports/payment-provider.ts';
import { orOutcomeUnknown } from './outcome-unknown.ts';
import { settle } from './settle.ts';

interface Needs {
  readonly charges: Charges;
  readonly provider: PaymentProvider;
  readonly now: () => Date;
}

/**
 * Intent, call, outcome: each is on record before the next begins, so a call that was cut off anywhere is
 * finished by the next one. The token is passed on and stored nowhere.
 */
export function chargeOrder({ charges, provider, now }: Needs): ImplementationOf<typeof payments>['charge'] {
  return async ({ orderId, money, token }) => {
    const { charge, begun } = await charges.begin({ orderId, money, at: now() });
    assertSameMoney(charge, money);
    if (charge.decided) return charge.decided;

    const key = chargeKeyOf(orderId);
    const decided =
      money.amount === 0
        ? nothingToPay(orderId)
        : await orOutcomeUnknown(orderId, () =>
            settle({
              resumes: !begun,
              act: () => provider.charge({ key, money, token }),
              ask: async () => (await provider.findCharge(key))?.decided,
            }),
          );
    await charges.decide(orderId, decided, now());
    return decided;
  };
}
