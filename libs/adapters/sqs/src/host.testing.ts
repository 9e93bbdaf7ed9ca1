import { Catch, Controller, Module, UseFilters, type ExceptionFilter, type Type as Class } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import { throwError } from 'rxjs';
import type { Acknowledgement, CallContext, DeferredCall } from '@banyan/contracts/define';

/** What a test lets a host do. */
export interface Behaviour {
  deliver?: (calls: readonly DeferredCall[], context: CallContext) => Promise<void> | void;
  record?: (input: unknown, context: CallContext) => unknown;
  acknowledge?: (acknowledgements: readonly Acknowledgement[]) => void;
}

@Catch()
class PassErrorsOn implements ExceptionFilter {
  catch(error: unknown) {
    return throwError(() => error);
  }
}

/** A host that does as the test wants. */
export function hostModule(behaviour: Behaviour): Class<unknown> {
  @Controller()
  @UseFilters(PassErrorsOn)
  class HostController {
    @MessagePattern('deliveries')
    async deliver(@Payload() { calls }: { calls: readonly DeferredCall[] }, @Ctx() context: CallContext): Promise<unknown> {
      await behaviour.deliver?.(calls, context);
      return { acknowledged: calls.map(({ lane, sequence }) => ({ lane, sequence })) };
    }

    @MessagePattern('checkout.recordOrder', { contractVersion: '1.2.0' })
    async record(@Payload() input: unknown, @Ctx() context: CallContext): Promise<unknown> {
      return behaviour.record?.(input, context);
    }

    @MessagePattern('acknowledgements')
    async acknowledge(@Payload() { acknowledgements }: { acknowledgements: readonly Acknowledgement[] }): Promise<void> {
      behaviour.acknowledge?.(acknowledgements);
    }
  }

  @Module({ controllers: [HostController] })
  class HostModule {}
  return HostModule;
}
