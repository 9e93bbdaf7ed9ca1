import { Controller, UseFilters, UseGuards, type Type as Class } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import type { CallContext, CallError, Contract } from '@banyan/contracts/define';
import { refusal } from '@banyan/contracts/wire';
import { operationsOf, type Routed } from '@banyan/strangler';
import { CallFailureFilter } from './call-failure-filter.ts';
import { deliveriesController, type Acknowledge } from './deliveries-controller.ts';
import { VouchedCallsOnly } from './vouched-calls-only.ts';

/**
 * The controllers by which a host serves its modules to other hosts, whatever transport the application
 * connects: one for each contract, and one that takes deliveries. Calls that no transport vouches for are refused.
 * @param contracts those of the modules that run here
 * @param routed what is in force now
 * @param acknowledge hears of deliveries of this host that have become durable; left out where none goes over a queue
 */
export function contractControllers(
  contracts: readonly Contract[],
  routed: () => Routed,
  acknowledge: Acknowledge = () => Promise.resolve(),
): Class<unknown>[] {
  return [...contracts.map((contract) => contractController(contract, routed)), deliveriesController(routed, acknowledge)];
}

/**
 * A controller with a message pattern, `catalog.getProduct`, for each operation of a contract that answers.
 * The transport gives it the `CallContext` as its second argument, and vouches for it by `vouchFor`; without that the
 * call is refused as `unauthenticated`. The call has been routed already, so it is executed here whatever the routes say.
 * @param routed what is in force now, in the application that the controller belongs to
 */
export function contractController(contract: Contract, routed: (controller: unknown) => Routed): Class<unknown> {
  @Controller()
  @UseGuards(new VouchedCallsOnly(contract.name))
  @UseFilters(new CallFailureFilter(contract.name))
  class ContractController {}
  Object.defineProperty(ContractController, 'name', { value: `${contract.name}Controller` });

  const prototype: object = ContractController.prototype;
  for (const { address, operation } of operationsOf(contract)) {
    if (operation.delivery !== 'reply') continue;
    const name = address.slice(contract.name.length + 1);
    const execute = function (this: unknown, input: unknown, context: CallContext): Promise<unknown> {
      const call = routed(this).served.get(address);
      return call ? call(input, context) : Promise.reject(notHere(address));
    };
    const descriptor = { configurable: true, writable: true, value: execute };
    Object.defineProperty(prototype, name, descriptor);
    Payload()(prototype, name, 0);
    Ctx()(prototype, name, 1);
    MessagePattern(address, { contractVersion: contract.version })(prototype, name, descriptor);
  }
  return ContractController;
}

function notHere(address: string): CallError {
  return refusal('unknownOperation', address, `${address} does not run in this host; route it to one that runs its module.`);
}
