import { describe, expect, it } from '@jest/globals';
import { deskForEachTest } from './desk-for-each-test.testing.ts';
import { SqsSender } from './sqs-sender.ts';

const desk = deskForEachTest();

const senderAt = (options = {}) => desk().open(new SqsSender({ connection: desk().connection, random: () => 0, ...options }));
const message = (group: string, n: number, body = `${group}${n}`) => ({ body, group, deduplicationId: `${group}${n}` });
const failureOf = (work: Promise<unknown>) => work.then(() => undefined, (error: unknown) => error);
const inOrder = (group: string, bodies: readonly (string | undefined)[]) => bodies.filter((body) => body?.startsWith(group));

describe('the SQS sender', () => {
  it('sends what comes together in far fewer requests than there are messages', async () => {
    const sender = senderAt();
    await Promise.all(Array.from({ length: 200 }, (_, n) => sender.send(desk().calls, message(`g${n}-`, 1))));
    expect([desk().gate.count('SendMessageBatch'), desk().gate.count('SendMessage')]).toEqual([20, 0]);
    expect(await desk().held(desk().calls)).toEqual({ waiting: 200, givenOut: 0 });
  });

  it('keeps the order of each group, also if SQS refuses single messages for a while', async () => {
    const refused = new Set<string>();
    desk().gate.refuses = ({ MessageBody = '' }) => /^b[03]$/.test(MessageBody) && refused.size < refused.add(MessageBody).size;
    const sender = senderAt();
    const numbers = [0, 1, 2, 3, 4, 5];
    await Promise.all(numbers.flatMap((n) => ['a', 'b', 'c'].map((group) => sender.send(desk().calls, message(group, n)))));
    expect(refused).toEqual(new Set(['b0', 'b3']));
    const bodies = (await desk().drain(desk().calls)).map(({ Body }) => Body);
    for (const group of ['a', 'b', 'c']) expect(inOrder(group, bodies)).toEqual(numbers.map((n) => `${group}${n}`));
  });

  it('lets only those fail whose own message did', async () => {
    desk().gate.refuses = ({ MessageBody }) => MessageBody === 'b1';
    const sender = senderAt();
    const outcomes = await Promise.all([failureOf(sender.send(desk().calls, message('a', 1))), failureOf(sender.send(desk().calls, message('b', 1)))]);
    expect(outcomes).toEqual([undefined, expect.objectContaining({ name: 'Unavailable', what: 'SQS' })]);
    expect((await desk().drain(desk().calls)).map(({ Body }) => Body)).toEqual(['a1']);
  });

  it('says that SQS cannot be reached while it is cut off, and sends once it is back', async () => {
    const sender = senderAt();
    await sender.send(desk().calls, message('a', 1));
    desk().gate.cut();
    expect(await failureOf(sender.send(desk().calls, message('a', 2)))).toMatchObject({ name: 'Unavailable' });
    desk().gate.mend();
    await sender.send(desk().calls, message('a', 2));
    expect((await desk().drain(desk().calls)).map(({ Body }) => Body)).toEqual(['a1', 'a2']);
  });

  it('puts no more into a batch than SQS takes, and refuses what SQS never would', async () => {
    const sender = senderAt();
    const large = 'x'.repeat(400 * 1024);
    await Promise.all(['a', 'b', 'c', 'd', 'e'].map((group) => sender.send(desk().calls, message(group, 1, large))));
    expect(desk().gate.count('SendMessageBatch')).toBe(3);
    expect(await failureOf(sender.send(desk().calls, message('f', 1, 'x'.repeat(1024 * 1024 + 1))))).toMatchObject({ code: 'contractViolation' });
  });

  it('lets no more wait than it was allowed', async () => {
    const sender = senderAt({ waitingLimit: 100 });
    const first = sender.send(desk().calls, message('a', 1, 'x'.repeat(80)));
    expect(await failureOf(sender.send(desk().calls, message('b', 1, 'x'.repeat(80))))).toMatchObject({ name: 'Unavailable' });
    await first;
    await sender.send(desk().calls, message('b', 1, 'x'.repeat(80)));
  });

  it('sends what is under way before it closes', async () => {
    const sender = senderAt();
    const sent = Promise.all([1, 2, 3].map((n) => sender.send(desk().calls, message('a', n))));
    await sender.close();
    await sent;
    expect(await desk().held(desk().calls)).toMatchObject({ waiting: 3 });
  });
});
