import { expect } from '@jest/globals';
import { GetQueueUrlCommand } from '@aws-sdk/client-sqs';
import { cases, refused } from './case.ts';

export const queues = cases('queues', {
  'one that is made again alike is the same': async (sqs) => {
    const first = await sqs.fifo({ VisibilityTimeout: '40' });
    const name = first.url.slice(first.url.lastIndexOf('/') + 1);
    expect((await sqs.queue(name, { FifoQueue: 'true', VisibilityTimeout: '40' })).url).toBe(first.url);
  },
  'one that is made again otherwise is refused': async (sqs) => {
    const first = await sqs.fifo({ VisibilityTimeout: '40' });
    const name = first.url.slice(first.url.lastIndexOf('/') + 1);
    await refused(sqs.queue(name, { FifoQueue: 'true', VisibilityTimeout: '41' }), /QueueNameExists|QueueAlreadyExists/);
  },
  'one that was not made does not exist': async (sqs) => {
    await refused(sqs.client.send(new GetQueueUrlCommand({ QueueName: 'never-made' })), /QueueDoesNotExist/);
  },
  'attributes out of range are refused': async (sqs) => {
    await refused(sqs.standard({ VisibilityTimeout: '43201' }), /InvalidAttributeValue/);
  },
  'it is told how many messages wait and how many are given out': async (sqs) => {
    const queue = await sqs.standard();
    await queue.sendAll(['a', 'b', 'c']);
    await queue.receiveOne();
    const { ApproximateNumberOfMessages: waiting, ApproximateNumberOfMessagesNotVisible: givenOut } = await queue.attributes();
    expect([waiting, givenOut]).toEqual(['2', '1']);
  },
});
