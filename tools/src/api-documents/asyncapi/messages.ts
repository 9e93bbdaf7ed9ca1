import { callLane, type Contract, type Operation } from '@banyan/contracts/define';
import { ACKNOWLEDGEMENTS, DELIVERIES, SealedCall } from '@banyan/contracts/wire';
import { acknowledgements, deferredCallSchema, deliverySchema, type DeferredOperation } from '../deliveries.ts';
import { jsonTextOf, narrowed, type Json } from '../json.ts';
import { keyTemplate } from '../key-template.ts';

/** The message that brings a deferred call or an event to its consumer. */
export function deliveryMessage(operation: DeferredOperation): Json {
  const call = deferredCallSchema(operation, bodyReference(operation.address));
  return sealed({ title: operation.address, description: operation.operation.description, destination: DELIVERIES, input: deliverySchema(call), group: operation.lane });
}

/** The message that brings a module a call of its own, made while its database was away. */
export function intakeMessage(contract: Contract, name: string, operation: Operation): Json {
  const address = `${contract.name}.${name}`;
  const group = callLane(contract.name, contract.name, operation.orderedBy ? keyTemplate(operation.orderedBy) : '');
  return sealed({ title: address, description: operation.description, destination: address, input: bodyReference(address), group });
}

/** The message that tells an outbox which of its calls are durable. */
export const acknowledgementMessage = sealed({
  title: 'Acknowledgement',
  description: 'All calls of a lane up to a sequence are durable in their consumer’s inbox. One that does not come makes the outbox send again.',
  destination: ACKNOWLEDGEMENTS,
  input: acknowledgements,
});

/** Where a document holds the schema of what an operation or an event carries. */
export function bodyReference(address: string): Json {
  return { $ref: `#/components/schemas/${address}` };
}

interface Contents {
  readonly title: string;
  readonly description?: string | undefined;
  readonly destination: string;
  readonly input: Json;
  /** The lane, as a template; left out where the queue keeps no order. */
  readonly group?: string;
}

function sealed({ title, description, destination, input, group }: Contents): Json {
  return {
    name: title,
    title,
    ...(description === undefined ? {} : { description }),
    contentType: 'application/json',
    ...(group === undefined ? {} : { headers: fifoParameters(group) }),
    payload: narrowed(SealedCall, { destination: { const: destination }, input: jsonTextOf(input) }),
  };
}

/** What SQS is told of a message of a FIFO queue. */
function fifoParameters(lane: string): Json {
  return {
    type: 'object',
    required: ['MessageGroupId', 'MessageDeduplicationId'],
    properties: {
      MessageGroupId: { type: 'string', maxLength: 128, description: `Stands for the lane, ${lane}: SQS keeps the order within it.` },
      MessageDeduplicationId: { type: 'string', maxLength: 128, description: 'The same for every copy of the message.' },
    },
  };
}
