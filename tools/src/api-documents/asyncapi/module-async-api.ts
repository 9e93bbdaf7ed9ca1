import type { Contract, Operation } from '@banyan/contracts/define';
import { subscribersOf } from '../contracts.ts';
import { deferredOperations, type DeferredOperation } from '../deliveries.ts';
import type { Json } from '../json.ts';
import { keyTemplate } from '../key-template.ts';
import { promisesOf } from '../promises.ts';
import { acknowledgementMessage, deliveryMessage, intakeMessage } from './messages.ts';
import { acknowledgementsQueue, callsQueue, channelOf, intakeQueue, queueOf } from './queues.ts';

/** The AsyncAPI 3.0 description of what a module receives and sends over queues; nothing if it does neither. */
export function moduleAsyncApi(contract: Contract, all: readonly Contract[]): Json | undefined {
  const parts = [received(contract, all), takenIn(contract), announced(contract, all)].filter((part) => part !== undefined);
  if (parts.length === 0) return undefined;
  const { name: module, version, description } = contract;
  return {
    asyncapi: '3.0.0',
    info: { title: `Banyan: ${module}, over queues`, version, ...(description === undefined ? {} : { description }) },
    defaultContentType: 'application/json',
    servers: {
      sqs: {
        host: 'sqs.{region}.amazonaws.com',
        protocol: 'sqs',
        description: 'Amazon SQS, or an emulator of it.',
        variables: { region: { description: 'The AWS region.', default: 'eu-west-2' } },
      },
    },
    channels: merged(parts.map(({ channels }) => channels)),
    operations: merged(parts.map(({ operations }) => operations)),
    components: { messages: merged(parts.map(({ messages }) => messages)), schemas: merged(parts.map(({ schemas }) => schemas)) },
  };
}

/** What one way of a module over queues adds to its description. */
interface Part {
  readonly channels: Json;
  readonly operations: Json;
  readonly messages: Json;
  readonly schemas: Json;
}

/** Deferred calls and the events that the module subscribes to, and its word that they are durable. */
function received(contract: Contract, all: readonly Contract[]): Part | undefined {
  const deferred = deferredOperations(contract, all);
  if (deferred.length === 0) return undefined;
  return {
    channels: {
      calls: channelOf(callsQueue(contract.name), 'Calls of one lane are executed one at a time, by rising sequence.', deferred.map(({ address }) => address)),
      callersAcknowledgements: channelOf(acknowledgementsQueue('{caller}'), 'Tells the callers’ outboxes which of their calls need not be kept.', ['acknowledgement']),
    },
    operations: {
      ...Object.fromEntries(deferred.map(({ address, operation }) => [address, { ...asyncOperation('receive', 'calls', address), ...about(operation) }])),
      acknowledge: asyncOperation('send', 'callersAcknowledgements', 'acknowledgement'),
    },
    messages: { ...messagesOf(deferred), acknowledgement: acknowledgementMessage },
    schemas: Object.fromEntries(deferred.map(({ address, operation }) => [address, operation.input])),
  };
}

/** Calls that may wait in the module's own queue while its database is away: those that answer, and are ordered. */
function takenIn(contract: Contract): Part | undefined {
  const waiting = Object.entries(contract.operations).filter(([, operation]) => operation.delivery === 'reply' && queueOf(contract.name, operation));
  if (waiting.length === 0) return undefined;
  const addressed = waiting.map(([name, operation]) => ({ name, operation, address: `${contract.name}.${name}` }));
  return {
    channels: {
      intake: channelOf(intakeQueue(contract.name), 'The module’s calls to itself while its database is away, executed in order within a lane.', addressed.map(({ address }) => address)),
    },
    operations: Object.fromEntries(addressed.map(({ address, operation }) => [address, { ...asyncOperation('receive', 'intake', address), ...about(operation) }])),
    messages: Object.fromEntries(addressed.map(({ name, address, operation }) => [address, intakeMessage(contract, name, operation)])),
    schemas: Object.fromEntries(addressed.map(({ address, operation }) => [address, operation.input])),
  };
}

/** Events, each in a copy to the queue of every subscriber, and the subscribers' word that they have them. */
function announced(contract: Contract, all: readonly Contract[]): Part | undefined {
  const events = Object.entries(contract.events);
  if (events.length === 0) return undefined;
  const copies = events.flatMap(([name, event]) =>
    subscribersOf(event, all).map((address) => ({ event: `${contract.name}.${name}`, definition: event, module: address.split('.')[0]!, address })),
  );
  const subscribed = all.flatMap((other) => deferredOperations(other, all)).filter(({ address }) => copies.some((copy) => copy.address === address));
  const channels = Map.groupBy(copies, ({ module }) => module);
  return {
    channels: {
      ...Object.fromEntries(
        [...channels].map(([module, own]) => [`${module}Calls`, channelOf(callsQueue(module), `Brings events to ${module}.`, own.map(({ address }) => address))]),
      ),
      acknowledgements: channelOf(acknowledgementsQueue(contract.name), 'Tells the module’s outbox which events need not be kept.', ['acknowledgement']),
    },
    operations: {
      ...Object.fromEntries(
        copies.map(({ event, definition, module, address }) => [
          `${event}-${address}`,
          {
            ...asyncOperation('send', `${module}Calls`, address),
            title: event,
            ...(definition.description === undefined ? {} : { description: definition.description }),
            'x-promises': { orderedBy: keyTemplate(definition.orderedBy), idempotencyKey: keyTemplate(definition.idempotencyKey) },
          },
        ]),
      ),
      acknowledged: asyncOperation('receive', 'acknowledgements', 'acknowledgement'),
    },
    messages: { ...messagesOf(subscribed), acknowledgement: acknowledgementMessage },
    schemas: {
      ...Object.fromEntries(events.map(([name, { payload }]) => [`${contract.name}.${name}`, payload])),
      ...Object.fromEntries(subscribed.map(({ address, operation }) => [address, operation.input])),
    },
  };
}

function asyncOperation(action: 'send' | 'receive', channel: string, message: string): Json {
  return { action, channel: { $ref: `#/channels/${channel}` }, messages: [{ $ref: `#/channels/${channel}/messages/${message}` }] };
}

function about(operation: Operation): Json {
  return {
    ...(operation.description === undefined ? {} : { description: operation.description }),
    'x-promises': promisesOf(operation),
  };
}

function messagesOf(deferred: readonly DeferredOperation[]): Json {
  return Object.fromEntries(deferred.map((operation) => [operation.address, deliveryMessage(operation)]));
}

function merged(parts: readonly Json[]): Json {
  return Object.assign({}, ...parts) as Json;
}
