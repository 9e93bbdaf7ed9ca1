import { expect } from '@jest/globals';
import { cases, refused } from './case.ts';

export const groups = cases('groups', {
  'keep their order': async (sqs) => {
    const queue = await sqs.fifo();
    const bodies = Array.from({ length: 12 }, (_, index) => `${index}`);
    await queue.sendAll(bodies);
    expect(await queue.take(12)).toEqual(bodies);
  },
  'of which one message is given out give no more, and others do': async (sqs) => {
    const queue = await sqs.fifo();
    await queue.sendAll(['a1', 'a2'], { MessageGroupId: 'a' });
    expect((await queue.receiveOne()).Body).toBe('a1');
    await queue.send('b1', { MessageGroupId: 'b' });
    expect((await queue.receive()).map(({ Body }) => Body)).toEqual(['b1']);
    expect(await queue.isSilent()).toBe(true);
  },
  'go on once it is deleted': async (sqs) => {
    const queue = await sqs.fifo();
    await queue.sendAll(['1', '2']);
    await queue.delete(await queue.receiveOne());
    expect((await queue.receiveOne()).Body).toBe('2');
  },
  'give a message that was given back before its successors': async (sqs) => {
    const queue = await sqs.fifo();
    await queue.sendAll(['1', '2']);
    await queue.keep(await queue.receiveOne(), 0);
    expect(await queue.take(2)).toEqual(['1', '2']);
  },
  'give a message whose time has passed before its successors': async (sqs) => {
    const queue = await sqs.fifo();
    await queue.sendAll(['1', '2']);
    await queue.receiveOne({ VisibilityTimeout: 1 });
    expect(await queue.take(2)).toEqual(['1', '2']);
  },
  'number their messages upwards': async (sqs) => {
    const queue = await sqs.fifo();
    const sent = [await queue.send('1'), await queue.send('2'), await queue.send('3')].map(({ SequenceNumber }) => SequenceNumber!);
    const numbers = sent.map(BigInt);
    expect(numbers).toEqual(numbers.toSorted((one, other) => (one < other ? -1 : 1)));
    expect((await queue.receiveOne()).Attributes?.SequenceNumber).toBe(sent[0]);
  },
});

export const deduplication = cases('deduplication', {
  'one message is taken of several with one id': async (sqs) => {
    const queue = await sqs.fifo();
    const first = await queue.send('body', { MessageDeduplicationId: 'same' });
    const second = await queue.send('body', { MessageDeduplicationId: 'same' });
    expect([second.MessageId, second.SequenceNumber]).toEqual([first.MessageId, first.SequenceNumber]);
    await queue.take(1);
    expect(await queue.isSilent()).toBe(true);
  },
  'the id is remembered when the message is deleted': async (sqs) => {
    const queue = await sqs.fifo();
    await queue.send('body', { MessageDeduplicationId: 'same' });
    await queue.take(1);
    await queue.send('body', { MessageDeduplicationId: 'same' });
    expect(await queue.isSilent()).toBe(true);
  },
  'entries of one batch are looked at as well': async (sqs) => {
    const queue = await sqs.fifo();
    const entry = { MessageBody: 'body', MessageGroupId: 'g', MessageDeduplicationId: 'same' };
    const { Successful = [] } = await queue.sendBatch([{ Id: 'one', ...entry }, { Id: 'two', ...entry }]);
    expect(new Set(Successful.map(({ MessageId }) => MessageId)).size).toBe(1);
  },
  'another queue knows nothing of it': async (sqs) => {
    const [one, other] = [await sqs.fifo(), await sqs.fifo()];
    for (const queue of [one, other]) await queue.send('body', { MessageDeduplicationId: 'same' });
    expect([await one.take(1), await other.take(1)]).toEqual([['body'], ['body']]);
  },
  'without an id it is refused': async (sqs) => {
    await refused((await sqs.fifo()).send('body', { MessageDeduplicationId: undefined }), /InvalidParameterValue/);
  },
  'the body is the id where the queue says so': async (sqs) => {
    const queue = await sqs.fifo({ ContentBasedDeduplication: 'true' });
    for (const body of ['same', 'same', 'other']) await queue.send(body, { MessageDeduplicationId: undefined });
    expect(await queue.take(2)).toEqual(['same', 'other']);
    expect(await queue.isSilent()).toBe(true);
  },
});

export const deadLetters = cases('dead letters', {
  'what is received too often goes to another queue, and its group goes on': async (sqs) => {
    const dead = await sqs.fifo();
    const { QueueArn } = await dead.attributes();
    const queue = await sqs.fifo({ RedrivePolicy: JSON.stringify({ deadLetterTargetArn: QueueArn, maxReceiveCount: 2 }) });
    await queue.sendAll(['poison', 'good']);
    for (let attempt = 1; attempt <= 2; attempt++) await queue.keep(await queue.receiveOne(), 0);
    expect([await queue.take(1), await dead.take(1)]).toEqual([['good'], ['poison']]);
  },
});
