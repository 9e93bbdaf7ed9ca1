import { describe, expect, it } from '@jest/globals';
import { deskForEachTest } from './desk-for-each-test.testing.ts';
import { parkedQueue } from './queue-names.ts';
import { redrive } from './redrive.ts';
import { SqsSender } from './sqs-sender.ts';

const desk = deskForEachTest();
const bodiesIn = async (queue: string) => (await desk().drain(queue)).map(({ Body }) => Body);
const park = async (...bodies: string[]) => {
  for (const body of bodies) await desk().send(parkedQueue(desk().calls), body, body[0]);
};
const redriven = () => redrive(desk().connection, desk().calls, Date.now);

describe('redriving', () => {
  it('takes everything back to its queue, each group in its order', async () => {
    const bodies = Array.from({ length: 24 }, (_, one) => `${'ab'[one % 2]}${one}`);
    await park(...bodies);
    expect(await redriven()).toBe(24);
    expect(await desk().held(parkedQueue(desk().calls))).toEqual({ waiting: 0, givenOut: 0 });
    const back = await bodiesIn(desk().calls);
    for (const group of 'ab') expect(back.filter((body) => body?.startsWith(group))).toEqual(bodies.filter((body) => body.startsWith(group)));
  });

  it('takes back a message whose own id SQS still remembers', async () => {
    await park('a1');
    const [message] = await desk().receive(parkedQueue(desk().calls), 0);
    const sender = desk().open(new SqsSender({ connection: desk().connection }));
    await sender.send(desk().calls, { body: 'a0', group: 'a', deduplicationId: message!.MessageId! });
    await redriven();
    expect(await bodiesIn(desk().calls)).toEqual(['a0', 'a1']);
  });

  it('that is broken off leaves nothing out, and done again nothing twice', async () => {
    await park('a1', 'a2', 'b1');
    desk().gate.blocked.add('DeleteMessageBatch');
    await expect(redriven()).rejects.toMatchObject({ name: 'Unavailable' });
    desk().gate.blocked.clear();
    expect(await redriven()).toBe(3);
    expect(await redriven()).toBe(0);
    expect((await bodiesIn(desk().calls)).toSorted()).toEqual(['a1', 'a2', 'b1']);
  });

  it('leaves what was parked after it began', async () => {
    await park('a1');
    expect(await redrive(desk().connection, desk().calls, () => Date.now() - 60_000)).toBe(0);
    expect(await bodiesIn(parkedQueue(desk().calls))).toEqual(['a1']);
  });

  it('of nothing does nothing', async () => {
    expect(await redriven()).toBe(0);
  });
});
