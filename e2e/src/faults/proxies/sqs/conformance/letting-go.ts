import { expect } from '@jest/globals';
import { cases, refused } from './case.ts';
import type { QueueAtTest } from './sqs-at-test.ts';

/** A message whose time passed at once: its handle has expired. */
const expired = (queue: QueueAtTest) => queue.receiveOne({ VisibilityTimeout: 0 });

export const deleting = cases('deleting', {
  'what is deleted does not come again': async (sqs) => {
    const queue = await sqs.standard({ VisibilityTimeout: '1' });
    await queue.send('once');
    await queue.take(1);
    expect(await queue.receive({ WaitTimeSeconds: 2 })).toEqual([]);
  },
  'twice is no mistake': async (sqs) => {
    const queue = await sqs.fifo();
    await queue.send('once');
    const message = await queue.receiveOne();
    await queue.delete(message);
    await queue.delete(message);
  },
  'by a handle that was never given is refused': async (sqs) => {
    await refused((await sqs.fifo()).delete({ ReceiptHandle: 'made-up' }), /ReceiptHandleIsInvalid/);
  },
  'by an expired handle of a queue that keeps order is refused, and the message stays': async (sqs) => {
    const queue = await sqs.fifo();
    await queue.send('kept');
    await refused(queue.delete(await expired(queue)), /expired/);
    expect(await queue.take(1)).toEqual(['kept']);
  },
  'by the handle of who had it before is refused, and who has it keeps it': async (sqs) => {
    const queue = await sqs.fifo();
    await queue.send('kept');
    const before = await queue.receiveOne({ VisibilityTimeout: 1 });
    const holder = await queue.receiveOne();
    await refused(queue.delete(before), /expired/);
    await queue.keep(holder, 0);
    expect(await queue.take(1)).toEqual(['kept']);
  },
  'by a handle that was given back is refused': async (sqs) => {
    const queue = await sqs.fifo();
    await queue.send('kept');
    const message = await queue.receiveOne();
    await queue.keep(message, 0);
    await refused(queue.delete(message), /expired/);
    expect(await queue.take(1)).toEqual(['kept']);
  },
  'in a batch an expired handle fails alone': async (sqs) => {
    const queue = await sqs.fifo();
    await queue.send('late', { MessageGroupId: 'a' });
    const late = await expired(queue);
    await queue.send('timely', { MessageGroupId: 'b' });
    const both = await queue.receive();
    const timely = both.find(({ Body }) => Body === 'timely')!;
    const { Successful = [], Failed = [] } = await queue.deleteBatch([late, timely]);
    expect([Successful.map(({ Id }) => Id), Failed.map(({ Id, SenderFault }) => [Id, SenderFault])]).toEqual([['1'], [['0', true]]]);
  },
});

export const keeping = cases('keeping', {
  'a message for longer': async (sqs) => {
    const queue = await sqs.fifo();
    await queue.send('kept');
    await queue.keep(await queue.receiveOne({ VisibilityTimeout: 4 }), 30);
    expect(await queue.receive({ WaitTimeSeconds: 5 })).toEqual([]);
  },
  'no longer gives it back at once': async (sqs) => {
    const queue = await sqs.standard();
    await queue.send('back');
    await queue.keep(await queue.receiveOne(), 0);
    expect((await queue.receiveOne({ WaitTimeSeconds: 1 })).Body).toBe('back');
  },
  'for more than twelve hours is refused': async (sqs) => {
    const queue = await sqs.fifo();
    await queue.send('kept');
    await refused(queue.keep(await queue.receiveOne(), 43_201), /InvalidParameterValue/);
  },
  'what was deleted is refused': async (sqs) => {
    const queue = await sqs.fifo();
    await queue.send('gone');
    const message = await queue.receiveOne();
    await queue.delete(message);
    await refused(queue.keep(message, 30), /MessageNotInflight|InvalidParameterValue/);
  },
  'by a handle that was never given is refused': async (sqs) => {
    await refused((await sqs.fifo()).keep({ ReceiptHandle: 'made-up' }, 30), /ReceiptHandleIsInvalid/);
  },
  'by an expired handle of a queue that keeps order is refused': async (sqs) => {
    const queue = await sqs.fifo();
    await queue.send('lost');
    await refused(queue.keep(await expired(queue), 30), /expired/);
  },
  'by an expired handle of a queue that keeps no order is refused': async (sqs) => {
    const queue = await sqs.standard();
    await queue.send('lost');
    await refused(queue.keep(await expired(queue), 30), /MessageNotInflight/);
  },
  'in a batch an expired handle fails alone': async (sqs) => {
    const queue = await sqs.fifo();
    await queue.send('late', { MessageGroupId: 'a' });
    const late = await expired(queue);
    await queue.send('timely', { MessageGroupId: 'b' });
    const timely = (await queue.receive()).find(({ Body }) => Body === 'timely')!;
    const { Successful = [], Failed = [] } = await queue.keepBatch([late, timely], 30);
    expect([Successful.map(({ Id }) => Id), Failed.map(({ Id }) => Id)]).toEqual([['1'], ['0']]);
  },
  'more than ten at once is refused': async (sqs) => {
    const queue = await sqs.standard();
    await refused(queue.keepBatch(Array.from({ length: 11 }, () => ({ ReceiptHandle: 'any' })), 30), /TooManyEntriesInBatchRequest/);
  },
});
