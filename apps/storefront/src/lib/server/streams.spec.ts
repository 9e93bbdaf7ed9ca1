import { describe, expect, it } from '@jest/globals';
import { streams } from './streams.ts';

async function* endless() {
  for (;;) yield 'x';
}

describe('streams', () => {
  it('are no more at once than allowed, and make room when a reader goes', async () => {
    const following = streams(1);
    const first = following.open(endless);
    expect(first).toBeDefined();
    expect(following.open(endless)).toBeUndefined();
    await first?.cancel();
    expect(following.open(endless)).toBeDefined();
  });

  it('tell their source that all is over', () => {
    const following = streams(2);
    let ended: AbortSignal | undefined;
    following.open((signal) => {
      ended = signal;
      return endless();
    });
    following.close();
    expect(ended?.aborted).toBe(true);
    expect(following.open(endless)).toBeUndefined();
  });
});
