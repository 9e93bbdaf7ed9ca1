import { describe, expect, it } from '@jest/globals';
import { PauseAfterFailure } from './pause-after-failure.ts';

function pausing() {
  let now = 0;
  const pause = new PauseAfterFailure(() => now, 1_000);
  return { pause, pass: (ms: number) => (now += ms) };
}

describe('a pause after a failure', () => {
  it('lets everybody ask while all goes well', () => {
    const { pause } = pausing();
    expect([pause.admits(), pause.admits()]).toEqual([true, true]);
  });

  it('lets nobody ask for its time', () => {
    const { pause, pass } = pausing();
    pause.failed();
    pass(999);
    expect(pause.admits()).toBe(false);
  });

  it('lets one caller try first afterwards, and the others once that one succeeded', () => {
    const { pause, pass } = pausing();
    pause.failed();
    pass(1_000);
    expect([pause.admits(), pause.admits()]).toEqual([true, false]);
    pause.succeeded();
    expect([pause.admits(), pause.admits()]).toEqual([true, true]);
  });

  it('begins again if the one who tried first failed', () => {
    const { pause, pass } = pausing();
    pause.failed();
    pass(1_000);
    pause.admits();
    pass(500);
    pause.failed();
    pass(999);
    expect(pause.admits()).toBe(false);
    pass(1);
    expect(pause.admits()).toBe(true);
  });

  it('lets another try if the first never came back', () => {
    const { pause, pass } = pausing();
    pause.failed();
    pass(1_000);
    pause.admits();
    pass(1_000);
    expect(pause.admits()).toBe(true);
  });
});
