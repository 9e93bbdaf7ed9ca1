import type { PaymentsNeeds } from '@banyan/payments/parts';

type Charges = PaymentsNeeds['charges'];
type Charge = NonNullable<Awaited<ReturnType<Charges['find']>>>;

/** `payments.charge` and `payments.refund`. */
export class ChargeTable implements Charges {
  readonly #charges = new Map<string, Charge>();
  readonly #refunds = new Map<string, 'unfinished' | 'refunded'>();

  readonly refunds: PaymentsNeeds['refunds'] = {
    begin: async (orderId) => {
      const progress = this.#refunds.get(orderId);
      if (!progress) this.#refunds.set(orderId, 'unfinished');
      return progress ?? 'begun';
    },
    isUnfinished: async (orderId) => this.#refunds.get(orderId) === 'unfinished',
    complete: async (orderId) => void this.#refunds.set(orderId, 'refunded'),
  };

  async begin({ orderId, money }: Parameters<Charges['begin']>[0]): ReturnType<Charges['begin']> {
    const known = this.#charges.get(orderId);
    const charge = known ?? { orderId, money };
    if (!known) this.#charges.set(orderId, charge);
    return { charge, begun: !known };
  }

  async decide(orderId: string, decided: Parameters<Charges['decide']>[1]) {
    const charge = this.#charges.get(orderId);
    if (charge && !charge.decided) this.#charges.set(orderId, { ...charge, decided });
  }

  async find(orderId: string): ReturnType<Charges['find']> {
    return this.#charges.get(orderId);
  }
}
