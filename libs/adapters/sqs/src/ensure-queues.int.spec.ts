import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CreateQueueCommand, GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { emulatorForAllTests } from './desk-for-each-test.testing.ts';
import { ensureQueues } from './ensure-queues.ts';
import { acknowledgementsQueue, callsQueue } from './queue-names.ts';
import { Queues } from './queues.ts';

const url = emulatorForAllTests();
const connection = () => ({ region: 'eu-west-1', endpoint: url() });
let queues: Queues;
beforeAll(() => void (queues = new Queues(connection())));
afterAll(() => queues.close());

async function attributesOf(queue: string) {
  const { Attributes } = await queues.client.send(new GetQueueAttributesCommand({ QueueUrl: await queues.urlOf(queue), AttributeNames: ['All'] }));
  return Attributes!;
}

describe('the queues of a host', () => {
  it('are created with what they need, each with its parked queue', async () => {
    const [calls, acknowledgements] = [callsQueue('made', 'orders'), acknowledgementsQueue('made', 'orders')];
    await ensureQueues(connection(), [calls, acknowledgements], 'create');
    const parked = await attributesOf('made-orders-parked.fifo');
    expect(await attributesOf(calls)).toMatchObject({
      FifoQueue: 'true',
      DeduplicationScope: 'messageGroup',
      FifoThroughputLimit: 'perMessageGroupId',
      ContentBasedDeduplication: 'false',
      VisibilityTimeout: '30',
      MessageRetentionPeriod: '1209600',
      ReceiveMessageWaitTimeSeconds: '20',
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: parked['QueueArn'], maxReceiveCount: 50 }),
    });
    expect((await attributesOf(acknowledgements))['FifoQueue']).toBeUndefined();
  });

  it('may be created by several hosts at once, and pass the check from then on', async () => {
    const wanted = [callsQueue('twice', 'orders')];
    await Promise.all([1, 2, 3].map(() => ensureQueues(connection(), wanted, 'create')));
    await ensureQueues(connection(), wanted, 'check');
  });

  it('are named all at once if they are missing or wrong, with what would be right', async () => {
    await queues.client.send(new CreateQueueCommand({ QueueName: 'wrong-orders.fifo', Attributes: { FifoQueue: 'true', MessageRetentionPeriod: '60' } }));
    const checked = ensureQueues(connection(), [callsQueue('wrong', 'orders'), callsQueue('wrong', 'catalog')], 'check').catch((error: Error) => error.message);
    expect((await checked)?.split('\n').slice(1)).toEqual([
      '- wrong-orders-parked.fifo does not exist. Create it, or let the host create what is missing.',
      '- wrong-orders.fifo has MessageRetentionPeriod 60. Set it to 1209600.',
      '- wrong-orders.fifo has DeduplicationScope queue. Set it to messageGroup.',
      '- wrong-orders.fifo has FifoThroughputLimit perQueue. Set it to perMessageGroupId.',
      '- wrong-catalog-parked.fifo does not exist. Create it, or let the host create what is missing.',
      '- wrong-catalog.fifo does not exist. Create it, or let the host create what is missing.',
    ]);
  });

  it('are not changed if they exist but lack their parked queue', async () => {
    await queues.client.send(new CreateQueueCommand({ QueueName: 'bare-orders-acknowledgements', Attributes: { MessageRetentionPeriod: '1209600' } }));
    await expect(ensureQueues(connection(), [acknowledgementsQueue('bare', 'orders')], 'create')).rejects.toThrow(/has RedrivePolicy not set\. Set it to .*bare-orders-acknowledgements-parked/);
    expect((await attributesOf('bare-orders-acknowledgements'))['RedrivePolicy']).toBeUndefined();
  });

  it('cannot be seen to while SQS is away', async () => {
    const nobody = { region: 'eu-west-1', endpoint: 'http://127.0.0.1:1' };
    await expect(ensureQueues(nobody, [callsQueue('made', 'orders')], 'create')).rejects.toMatchObject({ name: 'Unavailable', what: 'SQS' });
  });
});
