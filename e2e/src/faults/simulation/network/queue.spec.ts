import { describe, expect, it } from '@jest/globals';
import { VirtualTime } from '../time/virtual-time.ts';
import { Queue } from './queue.ts';

function queue(...groups: readonly string[]) {
  const time = new VirtualTime(1_000);
  const made = new Queue<string>(time, 5_000);
  for (const [place, group] of groups.entries()) made.send({ group, deduplication: `${place}`, body: `${group}${place}` });
  const bodies = async () => (await made.receive(0)).map(({ body }) => body);
  const pass = (milliseconds: number) => {
    time.after(milliseconds, () => undefined);
    return time.pass({ done: () => false, latest: Infinity });
  };
  return { made, bodies, pass };
}

describe('a queue', () => {
  it('gives the messages of a group out in order, and none while an earlier one is in hand', async () => {
    const { made, bodies } = queue('a', 'b', 'a');
    expect(await bodies()).toEqual(['a0', 'b1', 'a2']);
    made.send({ group: 'a', deduplication: 'later', body: 'later' });
    expect(await bodies()).toEqual([]);
  });

  it('gives out again what is not deleted in time, and lets it be deleted by whoever got it last', async () => {
    const { made, bodies, pass } = queue('a');
    const [first] = await made.receive(0);
    await pass(5_000);
    expect(await bodies()).toEqual(['a0']);
    made.delete(first!);
    expect(made.size).toBe(1);
  });

  it('keeps one of those that are sent with the same deduplication within five minutes', async () => {
    const { made, pass } = queue('a');
    made.send({ group: 'a', deduplication: '0', body: 'again' });
    expect(made.size).toBe(1);
    await pass(300_000);
    made.send({ group: 'a', deduplication: '0', body: 'again' });
    expect(made.size).toBe(2);
  });
});
