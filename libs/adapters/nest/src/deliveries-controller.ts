import { Controller, UseFilters, UseGuards, type Type as Class } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { Type } from 'typebox';
import { Acknowledgement, CallError, codecOf } from '@banyan/contracts/define';
import { ACKNOWLEDGEMENTS, DELIVERIES } from '@banyan/contracts/wire';
import type { Routed } from '@banyan/strangler';
import { CallFailureFilter } from './call-failure-filter.ts';
import { takeDelivery } from './delivery.ts';
import { VouchedCallsOnly } from './vouched-calls-only.ts';

const acknowledgement = codecOf(Type.Object({ acknowledgements: Type.Array(Acknowledgement) }));

/** Hears which calls have become durable at their consumers. */
export type Acknowledge = (acknowledgements: readonly Acknowledgement[]) => Promise<void>;

/**
 * A controller that takes deferred calls from other hosts, `{ calls }`, and answers once they are durable with
 * `{ acknowledged }`; and that takes other hosts' acknowledgements, `{ acknowledgements }`.
 */
export function deliveriesController(routed: () => Routed, acknowledge: Acknowledge): Class<unknown> {
  @Controller()
  @UseGuards(new VouchedCallsOnly(DELIVERIES))
  @UseFilters(new CallFailureFilter(DELIVERIES))
  class DeliveriesController {
    @MessagePattern(DELIVERIES)
    deliver(@Payload() given: unknown): Promise<{ acknowledged: readonly Acknowledgement[] }> {
      return takeDelivery(routed().receive, given);
    }

    @MessagePattern(ACKNOWLEDGEMENTS)
    async acknowledge(@Payload() given: unknown): Promise<void> {
      if (!acknowledgement.check(given)) {
        const message = 'It is { acknowledgements: Acknowledgement[] }; mend what the violations point to.';
        throw new CallError('contractViolation', ACKNOWLEDGEMENTS, message, { executed: 'no', violations: acknowledgement.violations(given) });
      }
      await acknowledge(given.acknowledgements);
    }
  }
  return DeliveriesController;
}
