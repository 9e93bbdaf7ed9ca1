import { Type } from 'typebox';
import { CallError, codecOf, DeferredCall, type Acknowledgement } from '@banyan/contracts/define';
import { DELIVERIES } from '@banyan/contracts/wire';
import type { Receive } from '@banyan/strangler';

const delivery = codecOf(Type.Object({ calls: Type.Array(DeferredCall) }));

/**
 * Takes `{ calls }` of another host, and answers once they are durable here.
 * @throws {CallError} `contractViolation` if one of them is out of form: none was taken
 */
export async function takeDelivery(receive: Receive, given: unknown): Promise<{ acknowledged: readonly Acknowledgement[] }> {
  if (delivery.check(given)) return { acknowledged: await receive(given.calls) };
  throw new CallError('contractViolation', DELIVERIES, 'A delivery is { calls: DeferredCall[] }; mend what the violations point to.', {
    executed: 'no',
    violations: delivery.violations(given),
  });
}
