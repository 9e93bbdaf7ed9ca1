import type { DeferredCall } from '@banyan/contracts/define';
import { context, order } from './probe.contract.ts';

/** A deferred call as a module's relay delivers it. @param sequence its place in the lane, from 1 */
export function probeCall(lane: number, sequence: number): DeferredCall {
  return {
    lane: `bench>probe/${lane}`,
    sequence,
    destination: 'probe.echo',
    messageId: `probe.echo:${lane}-${sequence}`,
    contractVersion: '1.0.0',
    body: JSON.stringify(order),
    principal: context.principal,
    traceparent: context.traceparent,
    acceptedAt: '2026-01-01T00:00:00.000Z',
    routeVersion: 1,
  };
}
