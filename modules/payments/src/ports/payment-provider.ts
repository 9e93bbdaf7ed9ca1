import type { Money } from '@banyan/contracts/values';
import type { ChargeOutcome } from '../domain/charge.ts';

/** A charge as the provider remembers it. */
export interface ProviderCharge {
  readonly decided: ChargeOutcome;
  readonly refunded: boolean;
}

/**
 * The company that moves the money. It acts once for each key, however often it is asked.
 * Each method rejects with {@link NoAnswer} when it cannot be known whether the provider acted.
 */
export interface PaymentProvider {
  charge(request: { readonly key: string; readonly money: Money; readonly token: string }): Promise<ChargeOutcome>;

  /** What became of a charge; undefined if the provider knows nothing of it. */
  findCharge(key: string): Promise<ProviderCharge | undefined>;

  /** Gives all of a charge back. */
  refund(request: { readonly chargeKey: string; readonly key: string }): Promise<void>;
}

/** The provider could not be reached or did not answer in time; it may have acted all the same. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}
