import { describe, expect, it } from '@jest/globals';
import { CallError, OperationError, type DeferredCall } from '@banyan/contracts/define';
import { parseKeyRing } from '@banyan/contracts/key-ring';
import { QUEUED_SIGNATURE_LIFE } from '@banyan/contracts/wire';
import { deskForEachTest } from './desk-for-each-test.testing.ts';
import { parkedQueue } from './queue-names.ts';
import { Seen } from './seen.testing.ts';
import { callOf } from './sqs.testing.ts';
import { SqsTarget } from './sqs-target.ts';

const desk = deskForEachTest();

/** The first message that was parked. */
async function parked(queue: string) {
  const [message] = await desk().receive(parkedQueue(queue));
  const attributes = Object.fromEntries(Object.entries(message?.MessageAttributes ?? {}).map(([name, { StringValue }]) => [name, StringValue]));
  return { body: message?.Body, attributes };
}

describe('a message that cannot be read', () => {
  const foreign = parseKeyRing('KEYS', `k1:${Buffer.alloc(32, 9).toString('base64url')}`);

  it('is parked with the reason', async () => {
    const recorded: unknown[] = [];
    const host = await desk().startHost({ record: (input) => recorded.push(input) });
    await desk().send(desk().intake, 'hello', 'no-json');
    await desk().send(desk().intake, '{"destination":"checkout.recordOrder"}', 'no-sealed-call');
    await desk().sendOrder({}, { group: 'foreign-key', keys: foreign });
    await desk().sendOrder({}, { group: 'expired', now: Date.now() - QUEUED_SIGNATURE_LIFE - 60_000 });
    await desk().sendOrder({}, { group: 'not-admitted', destination: 'deliveries' });
    await desk().sendOrder({}, { group: 'newer-contract', contractVersion: '2.0.0' });
    await host.log.until(6);
    await desk().untilEmpty(desk().intake);
    const reasons = (await desk().drain(parkedQueue(desk().intake))).map(({ Attributes, MessageAttributes = {} }) => {
      expect(MessageAttributes).toMatchObject({ queue: { StringValue: desk().intake }, sent: { StringValue: expect.stringMatching(/^\d{13}$/) } });
      return [Attributes?.MessageGroupId, MessageAttributes['reason']?.StringValue];
    });
    expect(Object.fromEntries(reasons)).toEqual({
      'no-json': 'contractViolation',
      'no-sealed-call': 'contractViolation',
      'foreign-key': 'unauthenticated',
      'expired': 'unauthenticated',
      'not-admitted': 'forbidden',
      'newer-contract': 'unknownOperation',
    });
    expect(recorded).toEqual([]);
  });

  it('because its handler refuses it is parked unchanged, and its successors go on', async () => {
    const recorded = new Seen<unknown>();
    await desk().startHost({
      record(input) {
        if ((input as { n: number }).n === 1) throw new CallError('contractViolation', 'checkout.recordOrder', 'No such field; leave it out.', { executed: 'no' });
        recorded.add(input);
      },
    });
    await desk().sendOrder({ n: 1 });
    await desk().sendOrder({ n: 2 });
    expect(await recorded.until(1)).toEqual([{ n: 2 }]);
    const { body, attributes } = await parked(desk().intake);
    expect([JSON.parse(JSON.parse(body!).input), attributes['reason']]).toEqual([{ n: 1 }, 'contractViolation']);
  });

  it('because somebody altered it is parked', async () => {
    await desk().sendOrder({ total: 1 });
    const [message] = await desk().drain(desk().intake);
    await desk().startHost({});
    await desk().send(desk().intake, message!.Body!.replace('total', 'tatol'));
    expect((await parked(desk().intake)).attributes).toMatchObject({ reason: 'unauthenticated' });
  });

  it('is the only one that is parked of a batch', async () => {
    const taken = new Seen<DeferredCall>();
    const target = desk().open(new SqsTarget({ connection: desk().connection, queue: desk().calls, caller: 'monolith', keys: desk().keys }));
    await Promise.all(['a', 'b', 'c'].map((customer) => target.deliver([callOf(customer, 1)])));
    await desk().startHost({
      deliver(calls) {
        if (calls.some(({ lane }) => lane.endsWith('/b'))) throw new CallError('contractViolation', 'deliveries', 'Mend it.', { executed: 'no' });
        taken.add(...calls);
      },
    });
    expect(new Set((await taken.until(2)).map(({ lane }) => lane))).toEqual(new Set(['checkout>orders/a', 'checkout>orders/c']));
    expect((await parked(desk().calls)).body).toContain('checkout>orders/b');
  });
});

describe('a message that can be read', () => {
  it('may be of an older contract', async () => {
    const recorded = new Seen<unknown>();
    await desk().startHost({ record: (input) => recorded.add(input) });
    for (const contractVersion of ['1.0.0', '0.9.0']) await desk().sendOrder({ contractVersion }, { contractVersion });
    expect(await recorded.until(2)).toEqual([{ contractVersion: '1.0.0' }, { contractVersion: '0.9.0' }]);
  });

  it('is done if its handler ends with a declared failure, and that is logged', async () => {
    const recorded = new Seen<unknown>();
    const host = await desk().startHost({
      record(input) {
        recorded.add(input);
        throw new OperationError('unknownCart', {}, 'There is no such cart; begin another.');
      },
    });
    await desk().sendOrder({ n: 1 });
    await recorded.until(1);
    await desk().untilEmpty(desk().intake);
    expect(host.log.all).toEqual([expect.stringContaining('ended with unknownCart')]);
  });

  it('is tried until it succeeds, and holds up nothing but its own group', async () => {
    const seen = new Seen<string>();
    let failures = 3;
    await desk().startHost(
      {
        record(input) {
          const { name } = input as { name: string };
          seen.add(name);
          if (name === 'a1' && failures-- > 0) throw new Error('no database');
        },
      },
      { pollers: 1, random: () => 0 },
    );
    for (const name of ['a1', 'a2', 'b1', 'b2']) await desk().sendOrder({ name }, { group: name[0]! });
    const order = await seen.until(7);
    expect(order.filter((name) => name.startsWith('a'))).toEqual(['a1', 'a1', 'a1', 'a1', 'a2']);
    expect(order.indexOf('b2')).toBeLessThan(order.lastIndexOf('a1'));
    await desk().untilEmpty(desk().intake);
    expect(await desk().held(parkedQueue(desk().intake))).toEqual({ waiting: 0, givenOut: 0 });
  });

  it('comes again if whoever received it died', async () => {
    await desk().sendOrder({ n: 1 });
    await desk().sendOrder({ n: 2 });
    expect(await desk().receive(desk().intake, 1)).toHaveLength(1);
    const recorded = new Seen<unknown>();
    await desk().startHost({ record: (input) => recorded.add(input) });
    expect(await recorded.until(2)).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it('is given to nobody else for as long as its handler takes', async () => {
    const begun = new Seen<unknown>();
    const going = Promise.withResolvers<void>();
    const behaviour = { record: (input: unknown) => (begun.add(input), going.promise) };
    await desk().startHost(behaviour, { visibility: 3 });
    await desk().startHost(behaviour, { visibility: 3 });
    await desk().sendOrder({ n: 1 });
    await begun.until(1);
    // Twice as long as SQS would wait by itself.
    expect(await desk().receive(desk().intake, 30, 6)).toEqual([]);
    going.resolve();
    await desk().untilEmpty(desk().intake);
    expect(begun.all).toHaveLength(1);
  });
});
