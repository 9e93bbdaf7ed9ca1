import { Controller, UseFilters, type Type as Class } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { Type } from 'typebox';
import { CallError, codecOf, DeferredCall, type Violation } from '@banyan/contracts/define';
import type { Routed } from '@banyan/strangler';
import { CallFailureFilter } from './call-failure-filter.ts';

const DELIVERIES = 'deliveries';
const delivery = codecOf(Type.Object({ calls: Type.Array(DeferredCall) }));

/** A controller that takes deferred calls from other hosts, `{ calls }`, and answers once they are durable. */
export function deliveriesController(routed: () => Routed): Class<unknown> {
  @Controller()
  @UseFilters(new CallFailureFilter(DELIVERIES))
  class DeliveriesController {
    @MessagePattern(DELIVERIES)
    async deliver(@Payload() given: unknown): Promise<void> {
      if (!delivery.check(given)) throw illFormed(delivery.violations(given));
      await routed().receive(given.calls);
    }
  }
  return DeliveriesController;
}

function illFormed(violations: readonly Violation[]): CallError {
  return new CallError('contractViolation', DELIVERIES, 'A delivery is { calls: DeferredCall[] }; mend what the violations point to.', {
    executed: 'no',
    violations,
  });
}
