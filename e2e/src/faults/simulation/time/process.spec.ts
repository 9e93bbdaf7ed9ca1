import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { takeOver } from './globals.ts';
import { Process } from './process.ts';
import { VirtualTime } from './virtual-time.ts';

let time: VirtualTime;
let putBack: () => void;

beforeEach(() => {
  time = new VirtualTime(0);
  putBack = takeOver(time, () => 0);
});
afterEach(() => putBack());

/** Lets so many milliseconds pass. */
const pass = (milliseconds: number) => time.pass({ done: () => false, latest: milliseconds });

/** Starts a process that notes when each of so many timers of a second comes. */
function ticking(): { readonly process: Process; readonly ticks: number[] } {
  const process = new Process('a', time);
  const ticks: number[] = [];
  process.run(() => {
    const tick = () => {
      ticks.push(time.now());
      if (ticks.length < 5) setTimeout(tick, 1_000);
    };
    setTimeout(tick, 1_000);
  });
  return { process, ticks };
}

describe('a process', () => {
  it('has its timers come in virtual time, also those that they set', async () => {
    const { ticks } = ticking();
    await pass(10_000);
    expect(ticks).toEqual([1_000, 2_000, 3_000, 4_000, 5_000]);
  });

  it('does nothing more once it has ended', async () => {
    const { process, ticks } = ticking();
    time.after(2_500, () => process.end());
    await pass(10_000);
    expect(ticks).toEqual([1_000, 2_000]);
  });

  it('meets what has waited for it when it goes on', async () => {
    const { process, ticks } = ticking();
    time.after(1_500, () => process.stop());
    time.after(7_000, () => process.goOn());
    await pass(8_500);
    expect(ticks).toEqual([1_000, 7_000, 8_000]);
  });

  it('never hears the answer to what it asked before it ended', async () => {
    const process = new Process('a', time);
    const heard: string[] = [];
    process.run(async () => {
      await new Promise<void>((resolve) => void process.later(100, resolve));
      heard.push('an answer');
    }).catch(() => undefined);
    time.after(50, () => process.end());
    await pass(1_000);
    expect(heard).toEqual([]);
  });

  it('is left by its timers when they are called off', async () => {
    const process = new Process('a', time);
    let came = false;
    process.run(() => clearTimeout(setTimeout(() => (came = true), 10)));
    await pass(1_000);
    expect(came).toBe(false);
  });
});
