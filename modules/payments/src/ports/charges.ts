import type { Money } from '@banyan/contracts/values';
import type { Charge, ChargeOutcome } from '../domain/charge.ts';

/** The charges on record, one for each order. */
export interface Charges {
  /** Records durably what is about to be asked of the provider; `begun` is false if an earlier call has done so. */
  begin(intent: { readonly orderId: string; readonly money: Money; readonly at: Date }): Promise<{ readonly charge: Charge; readonly begun: boolean }>;

  /** Records the provider's answer; without effect if it is on record. */
  decide(orderId: string, decided: ChargeOutcome, at: Date): Promise<void>;

  find(orderId: string): Promise<Charge | undefined>;
}
