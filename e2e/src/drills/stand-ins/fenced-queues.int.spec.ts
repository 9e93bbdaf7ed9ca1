import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { CreateQueueCommand, GetQueueAttributesCommand, ReceiveMessageCommand, SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startSqsEmulator, type SqsEmulator } from '@banyan/tools/testing';
import { fencedQueues, type FencedQueues } from './fenced-queues.ts';

const fence = { isFenced: false };
let emulator: SqsEmulator;
let queues: FencedQueues;
let sqs: SQSClient;
beforeEach(async () => {
  fence.isFenced = false;
  emulator = await startSqsEmulator();
  queues = await fencedQueues(emulator.url, fence);
  sqs = new SQSClient({ endpoint: queues.url, region: 'eu-west-1', credentials: { accessKeyId: 'emulator', secretAccessKey: 'emulator' }, maxAttempts: 1 });
});
afterEach(async () => {
  sqs.destroy();
  await queues.close();
  await emulator.close();
});

it('lets a fenced region look at its queues, and neither send to them nor take from them', async () => {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'orders' }));
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'unread' }));
  fence.isFenced = true;
  const denied = { name: 'AccessDeniedException' };
  await expect(sqs.send(new ReceiveMessageCommand({ QueueUrl }))).rejects.toMatchObject(denied);
  await expect(sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries: [{ Id: '1', MessageBody: 'late' }] }))).rejects.toMatchObject(denied);
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }));
  expect([Attributes!['ApproximateNumberOfMessages'], queues.refused]).toEqual(['1', 2]);

  fence.isFenced = false;
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  expect(Messages!.map(({ Body }) => Body)).toEqual(['unread']);
});
