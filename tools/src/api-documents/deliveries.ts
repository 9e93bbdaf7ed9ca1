import { Acknowledgement, callLane, DeferredCall, eventLane, subscriberLane, type Contract, type Operation } from '@banyan/contracts/define';
import type { TSchema } from 'typebox';
import { eventAddress } from './contracts.ts';
import { jsonTextOf, narrowed, objectOf, type Json } from './json.ts';
import { keyTemplate } from './key-template.ts';

/** A deferred operation with all that its delivery needs. */
export interface DeferredOperation {
  readonly name: string;
  /** `orders.placeOrder` */
  readonly address: string;
  readonly operation: Operation;
  /** Its lanes, as a template: `{caller}>orders/{buyer}`. */
  readonly lane: string;
}

/** The deferred operations of a module, subscriptions among them. */
export function deferredOperations(contract: Contract, all: readonly Contract[]): DeferredOperation[] {
  return Object.entries(contract.operations)
    .filter(([, { delivery }]) => delivery === 'deferred')
    .map(([name, operation]) => {
      const address = `${contract.name}.${name}`;
      return { name, address, operation, lane: laneOf(contract.name, address, operation, all) };
    });
}

function laneOf(module: string, address: string, { on, orderedBy }: Operation, all: readonly Contract[]): string {
  const key = orderedBy ? keyTemplate(orderedBy) : '';
  return on ? subscriberLane(eventLane(eventAddress(on, all), key), address) : callLane('{caller}', module, key);
}

/** The schema of a deferred call of one operation, its body spelt out. */
export function deferredCallSchema({ address, lane }: DeferredOperation, body: TSchema | Json): Json {
  return narrowed(DeferredCall, {
    destination: { const: address },
    lane: { description: `The lane: ${lane}` },
    body: jsonTextOf(body),
  });
}

/** The schema of what a delivery brings. */
export function deliverySchema(calls: Json): Json {
  return objectOf({ calls: { type: 'array', items: calls } });
}

/** The schema of what a host answers to a delivery. */
export const deliveryAnswer = objectOf({ acknowledged: { type: 'array', items: Acknowledgement } });

/** The schema of what a host tells an outbox whose calls came by a queue. */
export const acknowledgements = objectOf({ acknowledgements: { type: 'array', items: Acknowledgement } });
