import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { again } from './again.ts';

describe('a fault that happens again and again', () => {
  it('goes on until it is healed, and has then happened as a whole', async () => {
    let [begun, ended] = [0, 0];
    const injected = await again(
      async () => {
        begun += 1;
        await pause(1);
        ended += 1;
        return `the ${begun}th time`;
      },
      () => 1,
    );
    expect(injected.evidence).toBe('the 1th time');
    while (begun < 3) await pause(1);
    await injected.heal();
    expect(ended).toBe(begun);
    const before = begun;
    await pause(5);
    expect(begun).toBe(before);
  });

  it('does not take effect if it fails at once, and tells when it fails later', async () => {
    await expect(again(() => Promise.reject(new Error('no such process')), () => 1)).rejects.toThrow('no such process');
    let times = 0;
    const injected = await again(
      async () => {
        if (++times > 1) throw new Error('it did not start again');
        return 'killed';
      },
      () => 1,
    );
    while (times < 2) await pause(1);
    await expect(injected.heal()).rejects.toThrow('it did not start again');
  });
});
