import type { Place, Choice } from '../routes/choice.ts';
import { stickyKeyOf } from '../routes/decide.ts';
import { BUCKETS, bucketOf } from '@banyan/contracts/define';
import type { AddressedOperation } from '../target.ts';
import type { Call } from './conclude.ts';

/** Gives the call of an operation at a place. */
export type CallAt = (place: Place) => Call;

/** Compiles a choice: what `decide` says of each call, with all that does not depend on the call decided once. */
export function routedCall({ operation }: AddressedOperation, { below, there, home }: Choice, callAt: CallAt): Call {
  if (below === 0) return callAt(home);
  if (below === BUCKETS) return callAt(there);
  const [away, athome] = [callAt(there), callAt(home)];
  const keyOf = stickyKeyOf(operation);
  return (input, context) => {
    const key = keyOf(input, context);
    return (key !== undefined && bucketOf(key) < below ? away : athome)(input, context);
  };
}
