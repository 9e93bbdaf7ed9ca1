import * as names from '@banyan/adapter-sqs';
import type { Operation } from '@banyan/contracts/define';
import type { Json } from '../json.ts';

const PREFIX = '{prefix}';

/** Brings a module its deferred calls and events. */
export const callsQueue = (module: string) => names.callsQueue(PREFIX, module);
/** Brings a module its own calls while its database is away. */
export const intakeQueue = (module: string) => names.intakeQueue(PREFIX, module);
/** Tells a module's outbox which of its calls are durable at their consumers. */
export const acknowledgementsQueue = (module: string) => names.acknowledgementsQueue(PREFIX, module);

/** The queue by which calls of an operation come to its module; none for one that only answers. */
export function queueOf(module: string, { delivery, orderedBy, idempotencyKey }: Operation): string | undefined {
  if (delivery === 'deferred') return callsQueue(module);
  return orderedBy && idempotencyKey ? intakeQueue(module) : undefined;
}

const parameterDescriptions: Readonly<Record<string, string>> = {
  prefix: 'The deployment, so that several share an account.',
  caller: 'The module whose outbox the calls came from.',
};

/** The AsyncAPI channel of a queue. */
export function channelOf(address: string, description: string, messages: readonly string[]): Json {
  const fifoQueue = address.endsWith('.fifo');
  const parked = names.parkedQueue(address);
  const named = Object.keys(parameterDescriptions).filter((name) => address.includes(`{${name}}`));
  return {
    address,
    description,
    parameters: Object.fromEntries(named.map((name) => [name, { description: parameterDescriptions[name] }])),
    messages: Object.fromEntries(messages.map((name) => [name, { $ref: `#/components/messages/${name}` }])),
    bindings: {
      sqs: {
        queue: {
          name: address,
          fifoQueue,
          ...(fifoQueue ? { deduplicationScope: 'messageGroup', fifoThroughputLimit: 'perMessageGroupId' } : {}),
          redrivePolicy: { deadLetterQueue: { name: parked } },
        },
        deadLetterQueue: { name: parked, fifoQueue },
        bindingVersion: '0.2.0',
      },
    },
  };
}
