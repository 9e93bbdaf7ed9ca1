import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startSqsEmulator, type SqsEmulator } from '@banyan/tools/testing';
import { refused } from './conformance/case.ts';
import { SqsAtTest, type QueueAtTest } from './conformance/sqs-at-test.ts';
import { strictSqs, type StrictSqs, type StrictSqsOptions } from './strict-sqs.ts';

const SEED = 20_261_129;
const region = 'eu-west-1';

let emulator: SqsEmulator;
beforeAll(async () => void (emulator = await startSqsEmulator()));
afterAll(() => emulator.close());

let strict: StrictSqs;
let sqs: SqsAtTest;
const closers: (() => Promise<void> | void)[] = [];
beforeEach(async () => {
  [strict, sqs] = await open({ seed: SEED });
});
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A strict proxy and a client of it; both are closed when the test ends. */
async function open(options: StrictSqsOptions): Promise<[StrictSqs, SqsAtTest]> {
  const proxy = await strictSqs(emulator.url, options);
  const client = new SqsAtTest({ region, endpoint: proxy.url });
  closers.push(() => proxy.close(), () => client.close());
  return [proxy, client];
}

const letters = [...'abcdefghij'];
const entries = (bodies: readonly string[]) => bodies.map((body) => ({ Id: body, MessageBody: body, MessageGroupId: body, MessageDeduplicationId: body }));

/** Everything in a queue, as it comes. */
async function all(queue: QueueAtTest): Promise<string[]> {
  const bodies: string[] = [];
  while (Number((await queue.attributes())['ApproximateNumberOfMessages']) > 0) {
    for (const message of await queue.receive({ WaitTimeSeconds: 0 })) {
      bodies.push(message.Body!);
      await queue.delete(message);
    }
  }
  return bodies;
}

describe('what can be made to happen', () => {
  it('too many requests: nothing is done, in either of SQS’s words for it', async () => {
    const queue = await sqs.fifo();
    strict.switchTo({ throttled: { SendMessage: 1 } });
    const said = new Set<string>();
    for (let asked = 0; asked < 20; asked++) await queue.send('refused').catch((error: Error) => said.add(error.name));
    expect([...said].toSorted()).toEqual(['RequestThrottled', 'ThrottlingException']);
    expect(strict.happened.get('throttled')).toBe(20);
    expect(await all(queue)).toEqual([]);
  });

  it(`some entries of a batch fail, and the others are done (seed ${SEED})`, async () => {
    const queue = await sqs.fifo();
    strict.switchTo({ entriesFailed: 0.5 });
    const { Successful = [], Failed = [] } = await queue.sendBatch(entries(letters));
    expect([...Successful, ...Failed].map(({ Id }) => Id).toSorted()).toEqual(letters);
    expect(Failed.length).toBeGreaterThan(0);
    expect(Failed.every(({ Code, SenderFault }) => Code === 'InternalError' && SenderFault === false)).toBe(true);
    strict.switchTo({});
    const messages = await queue.receive();
    expect(messages.map(({ Body }) => Body)).toEqual(Successful.map(({ Id }) => Id));

    strict.switchTo({ entriesFailed: { DeleteMessageBatch: 1 } });
    const outcome = await queue.deleteBatch(messages);
    expect([outcome.Successful ?? [], outcome.Failed?.length]).toEqual([[], messages.length]);
    strict.switchTo({});
    await queue.keepBatch(messages, 0);
    expect((await all(queue)).toSorted()).toEqual(Successful.map(({ Id }) => Id!).toSorted());
  });

  it('a reply is lost: what was asked is done, and the connection is reset', async () => {
    const queue = await sqs.fifo();
    strict.switchTo({ repliesLost: { SendMessage: 1 } });
    await refused(queue.send('done'), /ECONNRESET/);
    expect(await all(queue)).toEqual(['done']);
  });

  it('the lost reply to a named attempt to receive is had by repeating it', async () => {
    const queue = await sqs.fifo();
    await queue.send('kept');
    strict.switchTo({ repliesLost: { ReceiveMessage: 1 } });
    await refused(queue.receive({ ReceiveRequestAttemptId: 'attempt-1' }), /ECONNRESET/);
    strict.switchTo({});
    expect((await queue.receive({ ReceiveRequestAttemptId: 'attempt-1' })).map(({ Body }) => Body)).toEqual(['kept']);
  });

  it('answers are slow, and come', async () => {
    const queue = await sqs.fifo();
    strict.switchTo({ slow: 1, slowMilliseconds: 1 });
    await queue.send('late');
    expect(await queue.take(1)).toEqual(['late']);
    expect(strict.happened.get('slow')).toBe(3);
  });

  it('what was deleted comes again, before its group goes on', async () => {
    const queue = await sqs.fifo();
    await queue.sendAll(['1', '2']);
    strict.switchTo({ redelivered: 1 });
    const first = await queue.receiveOne();
    expect(await queue.deleteBatch([first])).toMatchObject({ Successful: [{ Id: '0' }], Failed: [] });
    await queue.delete(await queue.receiveOne());
    strict.switchTo({});
    await queue.delete(first);
    expect(await queue.take(2)).toEqual(['1', '2']);
    expect(strict.happened.get('redelivered')).toBe(2);
  });

  it('a message is given to two at once, of whom the second has it', async () => {
    const queue = await sqs.fifo();
    await queue.send('both');
    strict.switchTo({ overlapping: 1 });
    const first = await queue.receiveOne();
    strict.switchTo({});
    const second = await queue.receiveOne();
    expect([first.Body, second.Body, second.MessageId]).toEqual(['both', 'both', first.MessageId]);
    await refused(queue.delete(first), /expired/);
    await queue.delete(second);
    expect(await all(queue)).toEqual([]);
  });

  it(`groups pass each other, and each keeps its order (seed ${SEED})`, async () => {
    const queue = await sqs.fifo();
    const sent = [1, 2, 3].flatMap((round) => letters.map((group) => ({ group, body: `${group}${round}` })));
    for (const { group, body } of sent) await queue.send(body, { MessageGroupId: group, MessageDeduplicationId: body });
    strict.switchTo({ groupsReordered: 0.3 });
    const came = await all(queue);
    expect(came).not.toEqual(sent.map(({ body }) => body));
    for (const group of letters) expect(came.filter((body) => body.startsWith(group))).toEqual([1, 2, 3].map((round) => `${group}${round}`));
    expect(came).toHaveLength(sent.length);
  });

  it(`messages pass those of their own group only if that is asked for (seed ${SEED})`, async () => {
    const queue = await sqs.fifo();
    const attributes = { kept: { DataType: 'String', StringValue: 'along' } };
    await queue.sendAll(letters, { MessageAttributes: attributes });
    strict.switchTo({ messagesReordered: 0.4 });
    const came = await all(queue);
    expect(came).not.toEqual(letters);
    expect(came.toSorted()).toEqual(letters);
    strict.switchTo({ messagesReordered: 1 });
    await queue.send('last', { MessageAttributes: attributes, MessageDeduplicationId: 'last' });
    expect(await queue.receive({ WaitTimeSeconds: 0 })).toEqual([]);
    strict.switchTo({});
    expect((await queue.receiveOne()).MessageAttributes).toEqual(attributes);
  });
});

it(`a seed repeats what happens by chance (seed ${SEED})`, async () => {
  const refusals = async (seed: number) => {
    const [other, asking] = await open({ seed });
    const queue = await asking.standard();
    other.switchTo({ throttled: { SendMessage: 0.5 }, slow: 0.1, slowMilliseconds: 0 });
    const said: string[] = [];
    for (let asked = 0; asked < 30; asked++) said.push(await queue.send('body').then(() => 'done', (error: Error) => error.name));
    return said;
  };
  const [first, again, another] = [await refusals(SEED), await refusals(SEED), await refusals(SEED + 1)];
  expect(again).toEqual(first);
  expect(another).not.toEqual(first);
});

it('who has a message is judged by the clock, and forgotten attempts are made anew', async () => {
  let now = 0;
  const [, asking] = await open({ seed: SEED, now: () => now });
  const queue = await asking.fifo();
  await queue.send('kept');
  const message = await queue.receiveOne({ VisibilityTimeout: 600, ReceiveRequestAttemptId: 'attempt-1' });
  now = 299_000;
  expect(await queue.receive({ VisibilityTimeout: 600, ReceiveRequestAttemptId: 'attempt-1' })).toEqual([message]);
  now = 301_000;
  expect(await queue.receive({ WaitTimeSeconds: 0, ReceiveRequestAttemptId: 'attempt-1' })).toEqual([]);
  now = 299_000 + 600_000;
  await refused(queue.delete(message), /expired/);
});
