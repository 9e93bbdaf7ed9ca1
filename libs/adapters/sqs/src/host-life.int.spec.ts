import { describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { deskForEachTest } from './desk-for-each-test.testing.ts';
import { Seen } from './seen.testing.ts';

const desk = deskForEachTest();

describe('a host that takes messages', () => {
  it('goes on writing its own log', async () => {
    const lines: unknown[] = [];
    const host = { log: () => undefined, error: () => undefined, warn: (line: unknown) => lines.push(line) };
    await desk().startHost({}, {}, host);
    new Logger('Checkout').warn('The queue takes orders.');
    expect(lines).toEqual(['The queue takes orders.']);
  });
});

describe('a host that closes', () => {
  it('lets the messages in hand end, and deletes them', async () => {
    const begun = new Seen<unknown>();
    const going = Promise.withResolvers<void>();
    const events: string[] = [];
    const host = await desk().startHost({ record: (input) => (begun.add(input), going.promise.then(() => void events.push('ended'))) });
    await desk().sendOrder({ n: 1 });
    await begun.until(1);
    const closed = host.close().then(() => void events.push('closed'));
    going.resolve();
    await closed;
    expect(events).toEqual(['ended', 'closed']);
    expect(await desk().held(desk().intake)).toEqual({ waiting: 0, givenOut: 0 });
  });

  it('gives back what is not done, in order, and another host takes it at once', async () => {
    const tried = new Seen<unknown>();
    const host = await desk().startHost({
      record(input) {
        tried.add(input);
        throw new Error('no database');
      },
    });
    for (const n of [1, 2]) await desk().sendOrder({ n });
    await tried.until(3);
    await host.close();
    expect(await desk().held(desk().intake)).toEqual({ waiting: 2, givenOut: 0 });
    const recorded = new Seen<unknown>();
    await desk().startHost({ record: (input) => recorded.add(input) });
    expect(await recorded.until(2)).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it('waits for a handler no longer than it was allowed', async () => {
    const begun = new Seen<unknown>();
    const host = await desk().startHost({ record: (input) => (begun.add(input), new Promise(() => undefined)) }, { drainTimeout: 50 });
    await desk().sendOrder({ n: 1 });
    await begun.until(1);
    await host.close();
  });

  it('can close while SQS cannot be reached', async () => {
    desk().gate.cut();
    const host = await desk().startHost({});
    await host.close();
    expect(host.log.all).toHaveLength(1);
  });
});

describe('a host whose SQS is cut off', () => {
  it('says so once, and takes messages again when it is back', async () => {
    const recorded = new Seen<unknown>();
    // What SQS gave to a request that was cut off comes again when its time has passed.
    const only = { visibility: 3, queues: () => [{ name: desk().intake, admits: ['checkout.recordOrder'] }] };
    const host = await desk().startHost({ record: (input) => recorded.add(input) }, only);
    await desk().sendOrder({ n: 1 });
    await recorded.until(1);
    await desk().untilEmpty(desk().intake);
    desk().gate.cut();
    await host.log.until(1);
    await desk().sendOrder({ n: 2 });
    desk().gate.mend();
    expect(await recorded.until(2)).toEqual([{ n: 1 }, { n: 2 }]);
    expect(host.log.all).toEqual([expect.stringContaining('gives no messages of'), expect.stringContaining('gives messages of')]);
  });

  it('may have begun without it', async () => {
    desk().gate.cut();
    const recorded = new Seen<unknown>();
    await desk().startHost({ record: (input) => recorded.add(input) });
    await desk().sendOrder({ n: 1 });
    desk().gate.mend();
    expect(await recorded.until(1)).toEqual([{ n: 1 }]);
  });
});
