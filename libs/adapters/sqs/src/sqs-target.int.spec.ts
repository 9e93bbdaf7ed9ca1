import { describe, expect, it } from '@jest/globals';
import type { Acknowledgement, CallContext, DeferredCall } from '@banyan/contracts/define';
import { deskForEachTest } from './desk-for-each-test.testing.ts';
import { Seen } from './seen.testing.ts';
import { callOf, storage } from './sqs.testing.ts';
import { SqsTarget } from './sqs-target.ts';

const desk = deskForEachTest();

const targetOf = () => desk().open(new SqsTarget({ connection: desk().connection, queue: desk().calls, caller: 'monolith', keys: desk().keys }));
const sequencesOf = (calls: readonly DeferredCall[], customer: string) => calls.filter(({ lane }) => lane.endsWith(`/${customer}`)).map(({ sequence }) => sequence);

describe('a delivery over SQS', () => {
  it('is underway at first; then the consumer has the calls as they are, and the outbox learns of it', async () => {
    const taken = new Seen<DeferredCall>();
    const acknowledged = new Seen<Acknowledgement>();
    await desk().startHost({ deliver: (calls) => taken.add(...calls), acknowledge: (list) => acknowledged.add(...list) });
    const calls = [1, 2, 3].map((sequence) => callOf('ann', sequence));
    expect(await targetOf().deliver(calls)).toBe('underway');
    expect(await taken.until(3)).toEqual(calls);
    const upTo = await acknowledged.until((all) => all.some(({ sequence }) => sequence === 3));
    expect(new Set(upTo.map(({ lane }) => lane))).toEqual(new Set(['checkout>orders/ann']));
  });

  it('speaks for the host that delivers, with the trace of the call and a deadline of its own', async () => {
    const contexts = new Seen<CallContext | undefined>();
    await desk().startHost({ deliver: (_, context) => contexts.add(context, storage.getStore()) }, { now: () => 1_800_000_000_000, handlerTimeout: 1_234 });
    const target = desk().open(new SqsTarget({ connection: desk().connection, queue: desk().calls, caller: 'monolith', keys: desk().keys, now: () => 1_799_999_999_000 }));
    await target.deliver([callOf('ann', 1)]);
    const [given, ambient] = await contexts.until(2);
    expect(given).toEqual({
      principal: { kind: 'module', module: 'monolith' },
      caller: 'monolith',
      deadline: 1_800_000_001_234,
      traceparent: callOf('ann', 1).traceparent,
      routeVersion: 7,
    });
    expect(ambient).toEqual(given);
  });

  it('keeps the order of each lane, with many lanes, several pollers and hosts that compete', async () => {
    const taken = new Seen<DeferredCall>();
    const deliver = (calls: readonly DeferredCall[]) => taken.add(...calls);
    await desk().startHost({ deliver });
    await desk().startHost({ deliver });
    const target = targetOf();
    const customers = Array.from({ length: 20 }, (_, index) => `customer-${index}`);
    const sequences = Array.from({ length: 15 }, (_, index) => index + 1);
    await Promise.all(customers.map((customer) => target.deliver(sequences.map((sequence) => callOf(customer, sequence)))));
    const all = await taken.until(customers.length * sequences.length);
    for (const customer of customers) expect(sequencesOf(all, customer)).toEqual(sequences);
  });

  it('gives the consumer what came together in one call', async () => {
    const target = targetOf();
    await Promise.all(Array.from({ length: 30 }, (_, index) => target.deliver([callOf(`c-${index}`, 1)])));
    const batches = new Seen<number>();
    await desk().startHost({ deliver: (calls) => batches.add(calls.length) }, { pollers: 1 });
    const sizes = await batches.until((all) => all.reduce((sum, size) => sum + size, 0) === 30);
    expect(sizes).toEqual([10, 10, 10]);
  });

  it('is in the queue once, however often it is sent within a short time', async () => {
    const target = targetOf();
    for (let time = 0; time < 3; time++) await target.deliver([callOf('ann', 1)]);
    expect(await desk().held(desk().calls)).toMatchObject({ waiting: 1 });
  });

  it('takes lanes whose names SQS would not', async () => {
    const taken = new Seen<DeferredCall>();
    await desk().startHost({ deliver: (calls) => taken.add(...calls) });
    const calls = ['zoë smith', 'x'.repeat(250)].map((customer) => callOf(customer.slice(0, 60), 1)).map((call, index) => (index === 0 ? call : { ...call, lane: 'checkout>orders/'.padEnd(300, 'y') }));
    for (const call of calls) await targetOf().deliver([call]);
    expect(new Set((await taken.until(2)).map(({ lane }) => lane))).toEqual(new Set(calls.map(({ lane }) => lane)));
  });

  it('fails if it is not certain that SQS has the calls', async () => {
    const target = targetOf();
    desk().gate.cut();
    await expect(target.deliver([callOf('ann', 1)])).rejects.toMatchObject({ name: 'Unavailable' });
  });
});

describe('a target over SQS', () => {
  it('carries no call whose answer is waited for, and says where to route it', async () => {
    const target = targetOf();
    expect(target.carries).toEqual(['deferred']);
    const call = target.call({ address: 'orders.getOrder', contractVersion: '1.0.0', operation: {} as never });
    await expect(call).rejects.toMatchObject({ code: 'unknownOperation', details: { executed: 'no' }, message: expect.stringContaining('over HTTP') });
  });
});
