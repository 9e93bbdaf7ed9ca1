import { expect } from '@jest/globals';
import { cases, refused } from './case.ts';

export const receiving = cases('receiving', {
  'what is given out is given to nobody else': async (sqs) => {
    const queue = await sqs.standard();
    await queue.send('once');
    await queue.receiveOne();
    expect(await queue.isSilent()).toBe(true);
  },
  'it comes again when its time has passed, by another handle, and counted': async (sqs) => {
    const queue = await sqs.standard();
    await queue.send('again');
    const first = await queue.receiveOne({ VisibilityTimeout: 1 });
    const second = await queue.receiveOne();
    expect(second.MessageId).toBe(first.MessageId);
    expect(second.ReceiptHandle).not.toBe(first.ReceiptHandle);
    expect([first, second].map(({ Attributes }) => Attributes?.ApproximateReceiveCount)).toEqual(['1', '2']);
  },
  'the queue says how long it is given out where the request does not': async (sqs) => {
    const queue = await sqs.standard({ VisibilityTimeout: '1' });
    await queue.send('again');
    await queue.receiveOne();
    expect((await queue.receiveOne()).Body).toBe('again');
  },
  'a request waits for what comes': async (sqs) => {
    const queue = await sqs.standard();
    const waiting = queue.receive({ WaitTimeSeconds: 20 });
    await queue.send('awaited');
    expect((await waiting).map(({ Body }) => Body)).toEqual(['awaited']);
  },
  'none and eleven at once are refused': async (sqs) => {
    const queue = await sqs.standard();
    for (const MaxNumberOfMessages of [0, 11]) await refused(queue.receive({ MaxNumberOfMessages }), /InvalidParameterValue/);
  },
  'waiting for longer than twenty seconds is refused': async (sqs) => {
    await refused((await sqs.standard()).receive({ WaitTimeSeconds: 21 }), /InvalidParameterValue/);
  },
  'keeping for longer than twelve hours is refused': async (sqs) => {
    await refused((await sqs.standard()).receive({ VisibilityTimeout: 43_201 }), /InvalidParameterValue/);
  },
  'what is not asked for is not told': async (sqs) => {
    const queue = await sqs.fifo();
    await queue.send('body', { MessageAttributes: { kept: { DataType: 'String', StringValue: 'back' } } });
    const message = await queue.receiveOne({ MessageSystemAttributeNames: ['MessageGroupId'], MessageAttributeNames: ['another'] });
    expect([message.Attributes, message.MessageAttributes]).toEqual([{ MessageGroupId: 'g' }, undefined]);
  },
});

export const inFlight = cases('messages in flight', {
  'a queue that keeps order gives out no more than the limit, and says nothing': async (sqs) => {
    const limit = sqs.inFlightLimit!;
    const queue = await sqs.fifo();
    for (let group = 0; group <= limit; group++) await queue.send('body', { MessageGroupId: `g${group}` });
    let given = 0;
    for (let messages = await queue.receive(); messages.length > 0; messages = await queue.receive({ WaitTimeSeconds: 1 })) given += messages.length;
    expect(given).toBe(limit);
  },
  'a queue that keeps no order refuses to give out more': async (sqs) => {
    const limit = sqs.inFlightLimit!;
    const queue = await sqs.standard();
    for (let sent = 0; sent <= limit; sent++) await queue.send('body');
    for (let given = 0; given < limit; ) given += (await queue.receive({ MaxNumberOfMessages: Math.min(10, limit - given) })).length;
    await refused(queue.receive({ WaitTimeSeconds: 0 }), /OverLimit/);
  },
});

export const attempts = cases('a named attempt to receive', {
  'gives the same messages by the same handles when it is repeated': async (sqs) => {
    const queue = await sqs.fifo();
    for (const group of ['a', 'b', 'c']) await queue.send(group, { MessageGroupId: group });
    const first = await queue.receive({ ReceiveRequestAttemptId: 'attempt-1' });
    const again = await queue.receive({ ReceiveRequestAttemptId: 'attempt-1', WaitTimeSeconds: 1 });
    expect(first.length).toBeGreaterThan(0);
    expect(again).toEqual(first);
  },
  'under another name gives nobody else’s': async (sqs) => {
    const queue = await sqs.fifo();
    await queue.send('mine');
    await queue.receiveOne({ ReceiveRequestAttemptId: 'attempt-1' });
    expect(await queue.receive({ ReceiveRequestAttemptId: 'attempt-2', WaitTimeSeconds: 1 })).toEqual([]);
  },
  'with too long a name is refused': async (sqs) => {
    await refused((await sqs.fifo()).receive({ ReceiveRequestAttemptId: 'a'.repeat(129), WaitTimeSeconds: 0 }), /InvalidParameterValue/);
  },
});
