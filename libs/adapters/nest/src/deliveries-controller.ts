import { Controller, UseFilters, type Type as Class } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { Type } from 'typebox';
import { Acknowledgement, CallError, codecOf, DeferredCall, type Violation } from '@banyan/contracts/define';
import type { Routed } from '@banyan/strangler';
import { CallFailureFilter } from './call-failure-filter.ts';

const DELIVERIES = 'deliveries';
const ACKNOWLEDGEMENTS = 'acknowledgements';
const delivery = codecOf(Type.Object({ calls: Type.Array(DeferredCall) }));
const acknowledgement = codecOf(Type.Object({ acknowledgements: Type.Array(Acknowledgement) }));

/** Hears which calls have become durable at their consumers. */
export type Acknowledge = (acknowledgements: readonly Acknowledgement[]) => Promise<void>;

/**
 * A controller that takes deferred calls from other hosts, `{ calls }`, and answers once they are durable with
 * `{ acknowledged }`; and that takes other hosts' acknowledgements, `{ acknowledgements }`.
 */
export function deliveriesController(routed: () => Routed, acknowledge: Acknowledge): Class<unknown> {
  @Controller()
  @UseFilters(new CallFailureFilter(DELIVERIES))
  class DeliveriesController {
    @MessagePattern(DELIVERIES)
    async deliver(@Payload() given: unknown): Promise<{ acknowledged: readonly Acknowledgement[] }> {
      if (!delivery.check(given)) throw illFormed(DELIVERIES, 'A delivery is { calls: DeferredCall[] }', delivery.violations(given));
      return { acknowledged: await routed().receive(given.calls) };
    }

    @MessagePattern(ACKNOWLEDGEMENTS)
    async acknowledge(@Payload() given: unknown): Promise<void> {
      if (!acknowledgement.check(given)) {
        throw illFormed(ACKNOWLEDGEMENTS, 'It is { acknowledgements: Acknowledgement[] }', acknowledgement.violations(given));
      }
      await acknowledge(given.acknowledgements);
    }
  }
  return DeliveriesController;
}

function illFormed(address: string, form: string, violations: readonly Violation[]): CallError {
  return new CallError('contractViolation', address, `${form}; mend what the violations point to.`, { executed: 'no', violations });
}
