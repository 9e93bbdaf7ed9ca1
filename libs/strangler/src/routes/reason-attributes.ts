import { BUCKETS, type CallContext, type Operation } from '@banyan/contracts/define';
import type { SpanAttributes } from '../observe/spans.ts';
import type { Choice } from './choice.ts';
import { decide, stickyKeyOf, type Reason } from './decide.ts';

/** A reason as spans tell it. A canary's bucket is left out where there is no key to have one. */
export function attributesOf(reason: Reason): SpanAttributes {
  if (reason.kind !== 'canary') return { 'route.reason': reason.kind };
  const { bucket, below } = reason;
  return { 'route.reason': 'canary', 'canary.percent': (below * 100) / BUCKETS, ...(bucket === BUCKETS ? {} : { 'canary.bucket': bucket }) };
}

/** Why a table's choice answers a call as it does; a request that was pinned to a table which is not kept is told apart. */
export function reasonOf(operation: Operation, choice: Choice, version: number): (input: unknown, context: CallContext) => SpanAttributes {
  const keyOf = stickyKeyOf(operation);
  return (input, context) => {
    const chosen = attributesOf(decide(choice, keyOf(input, context)).reason);
    const { routeVersion } = context;
    return routeVersion === version ? chosen : { ...chosen, 'route.reason': 'pinned version missing', 'route.pinned': routeVersion };
  };
}
