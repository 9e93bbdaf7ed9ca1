import { createHash } from 'node:crypto';
import { expect } from '@jest/globals';
import { cases, refused } from './case.ts';

const MIB = 1024 * 1024;
const entry = (Id: string, MessageBody = Id) => ({ Id, MessageBody });

export const sending = cases('sending', {
  'a body passes unchanged': async (sqs) => {
    const queue = await sqs.standard();
    const body = '{"name":"Zoë – ₤ \\ud83d","text":"line\\n"}\n\t"quoted" <&> \ud7ff\ue000\ufffd';
    const sent = await queue.send(body);
    const received = await queue.receiveOne();
    expect(received.Body).toBe(body);
    const digest = createHash('md5').update(body).digest('hex');
    expect([sent.MD5OfMessageBody, received.MD5OfBody]).toEqual([digest, digest]);
  },
  'attributes pass unchanged': async (sqs) => {
    const queue = await sqs.standard();
    const attributes = { reason: { DataType: 'String', StringValue: 'contractViolation' }, count: { DataType: 'Number', StringValue: '12' } };
    const sent = await queue.send('body', { MessageAttributes: attributes });
    const received = await queue.receiveOne();
    expect(received.MessageAttributes).toEqual(attributes);
    expect(received.MD5OfMessageAttributes).toBe(sent.MD5OfMessageAttributes);
  },
  'an empty body is refused': async (sqs) => {
    await refused((await sqs.standard()).send(''), /MissingParameter|InvalidParameter/);
  },
  'a character that is not text is refused': async (sqs) => {
    await refused((await sqs.standard()).send('bell \u0007'), /InvalidMessageContents/);
  },
  'a mebibyte is taken': async (sqs) => {
    const queue = await sqs.standard();
    await queue.send('x'.repeat(MIB));
    expect((await queue.receiveOne()).Body).toHaveLength(MIB);
  },
  'more than a mebibyte is refused': async (sqs) => {
    await refused((await sqs.standard()).send('x'.repeat(MIB + 1)), /InvalidParameterValue/);
  },
  'a delayed message comes later': async (sqs) => {
    const queue = await sqs.standard();
    await queue.send('later', { DelaySeconds: 3 });
    expect((await queue.attributes())['ApproximateNumberOfMessagesDelayed']).toBe('1');
    expect((await queue.receiveOne()).Body).toBe('later');
  },
  'to a group without a name it is refused': async (sqs) => {
    await refused((await sqs.fifo()).send('body', { MessageGroupId: undefined }), /MissingParameter/);
  },
  'a group with too long a name is refused': async (sqs) => {
    const queue = await sqs.fifo();
    await queue.send('longest', { MessageGroupId: 'g'.repeat(128) });
    await refused(queue.send('longer', { MessageGroupId: 'g'.repeat(129) }), /InvalidParameterValue/);
  },
  'too long a deduplication id is refused': async (sqs) => {
    await refused((await sqs.fifo()).send('longer', { MessageDeduplicationId: 'd'.repeat(129) }), /InvalidParameterValue/);
  },
  'a queue that keeps order delays no single message': async (sqs) => {
    await refused((await sqs.fifo()).send('body', { DelaySeconds: 1 }), /InvalidParameterValue/);
  },
});

export const batches = cases('batches', {
  'each entry has an outcome': async (sqs) => {
    const queue = await sqs.fifo();
    const Entries = Array.from({ length: 10 }, (_, index) => ({ ...entry(`e${index}`), MessageGroupId: 'g', MessageDeduplicationId: `d${index}` }));
    const { Successful = [], Failed = [] } = await queue.sendBatch(Entries);
    expect([Successful.map(({ Id }) => Id), Failed]).toEqual([Entries.map(({ Id }) => Id), []]);
    expect(await queue.take(10)).toEqual(Entries.map(({ MessageBody }) => MessageBody));
  },
  'one bad entry fails alone': async (sqs) => {
    const queue = await sqs.standard();
    const { Successful = [], Failed = [] } = await queue.sendBatch([entry('good'), entry('bad', '\u0007'), entry('fine')]);
    expect(Successful.map(({ Id }) => Id)).toEqual(['good', 'fine']);
    expect(Failed).toEqual([expect.objectContaining({ Id: 'bad', Code: 'InvalidMessageContents', SenderFault: true })]);
  },
  'none is refused': async (sqs) => {
    await refused((await sqs.standard()).sendBatch([]), /EmptyBatchRequest/);
  },
  'eleven are refused': async (sqs) => {
    await refused((await sqs.standard()).sendBatch(Array.from({ length: 11 }, (_, index) => entry(`e${index}`))), /TooManyEntriesInBatchRequest/);
  },
  'two of one name are refused': async (sqs) => {
    await refused((await sqs.standard()).sendBatch([entry('same'), entry('same')]), /BatchEntryIdsNotDistinct/);
  },
  'a name that is none is refused': async (sqs) => {
    await refused((await sqs.standard()).sendBatch([entry('not a name', 'body')]), /InvalidBatchEntryId/);
  },
  'too long a name is refused': async (sqs) => {
    await refused((await sqs.standard()).sendBatch([entry('n'.repeat(81))]), /InvalidBatchEntryId/);
  },
  'more than a mebibyte together is refused': async (sqs) => {
    const half = 'x'.repeat(MIB / 2 + 1);
    await refused((await sqs.standard()).sendBatch([entry('one', half), entry('two', half)]), /BatchRequestTooLong/);
  },
});
