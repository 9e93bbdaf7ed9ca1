import type { PublishedContract, PublishedEvent, PublishedOperation } from '@banyan/contracts/compatibility';
import type { Contract, EventDefinition, Operation } from '@banyan/contracts/define';
import { eventAddress } from '../api-documents/contracts.ts';
import { promisesOf } from '../api-documents/promises.ts';
import { keyTemplate } from '../api-documents/key-template.ts';
import { describedBy, plain } from './plain.ts';

/**
 * A module's contract in the form in which it is published. Left out is what consumers do not rely on: how the router compares answers.
 * @param all the contracts of all modules: an event that is subscribed to is named by its address
 */
export function publishedModule(contract: Contract, all: readonly Contract[]): PublishedContract {
  const { name, version, operations, events, groups = {} } = contract;
  return {
    name,
    version,
    ...describedBy(contract),
    operations: Object.fromEntries(Object.entries(operations).map(([each, operation]) => [each, publishedOperation(operation, contract, all)])),
    events: Object.fromEntries(Object.entries(events).map(([each, event]) => [each, publishedEvent(event)])),
    groups: Object.fromEntries(Object.entries(groups).map(([each, members]) => [each, [...members]])),
  };
}

function publishedOperation(operation: Operation, { operations }: Contract, all: readonly Contract[]): PublishedOperation {
  const { input, output, errors, on, plans, earlier } = operation;
  const { timeoutMs, callers, ...promises } = promisesOf(operation);
  const planned = Object.entries(operations).find(([, each]) => each === plans)?.[0];
  return {
    ...describedBy(operation),
    promises: { ...promises, ...(on ? { on: eventAddress(on, all) } : {}), ...(planned === undefined ? {} : { plans: planned }) },
    timeout: timeoutMs,
    callers: [...callers],
    input: plain(input),
    output: plain(output),
    errors: Object.fromEntries(Object.entries(errors).map(([code, data]) => [code, { data: plain(data) }])),
    ...(earlier ? { readsEarlier: Object.keys(earlier) } : {}),
  };
}

function publishedEvent(event: EventDefinition): PublishedEvent {
  const { payload, orderedBy, idempotencyKey } = event;
  return { ...describedBy(event), promises: { orderedBy: keyTemplate(orderedBy), idempotencyKey: keyTemplate(idempotencyKey) }, payload: plain(payload) };
}
