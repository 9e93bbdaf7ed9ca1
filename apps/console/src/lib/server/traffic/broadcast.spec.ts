import { describe, expect, it } from '@jest/globals';
import { broadcast } from './broadcast.ts';

const heard = async (reader: ReadableStreamDefaultReader<Uint8Array>) => new TextDecoder().decode((await reader.read()).value);

describe('a broadcast', () => {
  it('tells everybody, beginning with what was said last', async () => {
    const cast = broadcast(2, 0);
    cast.say('one');
    const [first, second] = [cast.listen()!.getReader(), cast.listen()!.getReader()];
    expect([await heard(first), await heard(second)]).toEqual(['one', 'one']);
    const next = Promise.all([heard(first), heard(second)]);
    cast.say('two');
    expect(await next).toEqual(['two', 'two']);
  });

  it('keeps nothing for who is slow but the newest', async () => {
    const cast = broadcast(1, 0);
    const reader = cast.listen()!.getReader();
    cast.say('0');
    expect(await heard(reader)).toBe('0');
    for (let n = 1; n <= 1_000; n++) cast.say(String(n));
    expect(await heard(reader)).toBe('1000');
  });

  it('tells nobody more often than is said, and then the newest', async () => {
    const cast = broadcast(1, 50);
    const reader = cast.listen()!.getReader();
    cast.say('0');
    await heard(reader);
    const began = performance.now();
    cast.say('1');
    const next = heard(reader);
    cast.say('2');
    expect(await next).toBe('2');
    expect(performance.now() - began).toBeGreaterThan(40);
  });

  it('has so many listeners at most, and makes room when one goes', async () => {
    const cast = broadcast(1, 0);
    const first = cast.listen()!;
    expect(cast.listen()).toBeUndefined();
    await first.cancel();
    expect(cast.listen()).toBeDefined();
  });

  it('ends for all', async () => {
    const cast = broadcast(2, 0);
    const reader = cast.listen()!.getReader();
    const read = reader.read();
    cast.close();
    expect((await read).done).toBe(true);
    expect(cast.listen()).toBeUndefined();
  });
});
