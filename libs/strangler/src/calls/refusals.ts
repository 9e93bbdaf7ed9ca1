import { CallError, codecOf } from '@banyan/contracts/define';
import type { AddressedOperation } from '../target.ts';

/** Refuses an input that does not fit the contract, naming every place. */
export function refuseInput({ address, operation }: AddressedOperation, input: unknown): Promise<never> {
  const violations = codecOf(operation.input).violations(input);
  return Promise.reject(
    new CallError('contractViolation', address, `The input of ${address} does not fit its contract: mend what the violations point to.`, {
      executed: 'no',
      violations,
    }),
  );
}

export function refuseLate(address: string): Promise<never> {
  return Promise.reject(
    new CallError('deadlineExceeded', address, `The deadline passed before ${address} began; ask again with more time.`, { executed: 'no' }),
  );
}

/** Refuses what would change something for the sake of a comparison. */
export function refuseEffect(address: string): Promise<never> {
  return Promise.reject(
    new CallError('comparisonOnly', address, `${address} changes something, and this call is made for comparison only. Leave whatever calls it out of the shadow, or have its reads change nothing.`, {
      executed: 'no',
    }),
  );
}

export function refuseCaller(address: string, kind: string, allowed: readonly string[]): Promise<never> {
  return Promise.reject(
    new CallError('forbidden', address, `${address} is for ${allowed.join(', ')}, not for a ${kind}.`, { executed: 'no' }),
  );
}
