import { describe, expect, it } from '@jest/globals';
import { Type } from 'typebox';
import { contract, deferred, event, read, subscription, write } from '@banyan/contracts/define';
import { moduleAsyncApi } from './module-async-api.ts';

const Order = Type.Object({ orderId: Type.String(), buyer: Type.String() });
const keys = { orderedBy: ({ buyer }: { buyer: string }) => buyer, idempotencyKey: ({ orderId }: { orderId: string }) => orderId };

const kitchen = contract({
  name: 'kitchen',
  version: '1.0.0',
  operations: { cook: deferred({ description: 'Cooks.', input: Order, timeout: 1_000, ...keys }) },
  events: { cooked: event({ description: 'It is done.', payload: Order, ...keys }) },
});
const counter = contract({
  name: 'counter',
  version: '1.0.0',
  operations: {
    serve: subscription(kitchen.events.cooked, { timeout: 1_000 }),
    note: write({ input: Order, output: Type.Object({}), timeout: 1_000, ...keys }),
    peek: read({ input: Order, output: Order, timeout: 1_000 }),
  },
});
const quiet = contract({ name: 'quiet', version: '1.0.0', operations: { peek: read({ input: Order, output: Order, timeout: 1_000 }) } });
const all = [kitchen, counter, quiet];

interface Message {
  readonly headers: { readonly properties: Readonly<Record<string, { readonly description: string }>> };
  readonly payload: { readonly properties: Readonly<Record<string, { readonly const?: string; readonly contentSchema?: object }>> };
}
interface Described {
  readonly channels: Readonly<Record<string, { readonly address: string }>>;
  readonly operations: Readonly<Record<string, { readonly action: string; readonly channel: { readonly $ref: string } }>>;
  readonly components: { readonly messages: Readonly<Record<string, Message>> };
}
const describeQueues = (described: (typeof all)[number]) => moduleAsyncApi(described, all) as never as Described;
const group = (described: Described, message: string) => described.components.messages[message]?.headers.properties['MessageGroupId']?.description;
const sealedFor = (described: Described, message: string) => described.components.messages[message]?.payload.properties['destination']?.const;

describe('the AsyncAPI description of a module', () => {
  it('takes deferred calls from the module’s queue, in the lane of caller and key', () => {
    const described = describeQueues(kitchen);
    expect(described.operations['kitchen.cook']).toMatchObject({ action: 'receive', channel: { $ref: '#/channels/calls' }, description: 'Cooks.' });
    expect(described.channels['calls']).toMatchObject({ address: '{prefix}-kitchen.fifo', bindings: { sqs: { queue: { fifoQueue: true } } } });
    expect(group(described, 'kitchen.cook')).toContain('{caller}>kitchen/{buyer}:');
    expect(sealedFor(described, 'kitchen.cook')).toBe('deliveries');
  });

  it('sends an event to the queue of each subscriber, in the subscriber’s own lane', () => {
    const described = describeQueues(kitchen);
    expect(described.operations['kitchen.cooked-counter.serve']).toMatchObject({ action: 'send', channel: { $ref: '#/channels/counterCalls' } });
    expect(described.channels['counterCalls']?.address).toBe('{prefix}-counter.fifo');
    expect(group(described, 'counter.serve')).toContain('kitchen.cooked>counter.serve/{buyer}:');
  });

  it('gives acknowledgements and takes them, on queues without order', () => {
    const described = describeQueues(kitchen);
    expect(described.operations['acknowledge']).toMatchObject({ action: 'send' });
    expect(described.operations['acknowledged']).toMatchObject({ action: 'receive' });
    expect(described.channels['acknowledgements']).toMatchObject({ address: '{prefix}-kitchen-acknowledgements', bindings: { sqs: { queue: { fifoQueue: false } } } });
  });

  it('lets an ordered call that answers wait in the module’s own queue', () => {
    const described = describeQueues(counter);
    expect(described.channels['intake']?.address).toBe('{prefix}-counter-intake.fifo');
    expect(sealedFor(described, 'counter.note')).toBe('counter.note');
    expect(group(described, 'counter.note')).toContain('counter>counter/{buyer}:');
    expect(Object.keys(described.operations)).not.toContain('counter.peek');
  });

  it('is left out for a module that has nothing to do with queues', () => {
    expect(moduleAsyncApi(quiet, all)).toBeUndefined();
  });
});
