import { currentProcess } from './process.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What stands for a timer. */
interface Timer {
  readonly callOff: () => void;
  ref(): Timer;
  unref(): Timer;
  hasRef(): boolean;
  [Symbol.toPrimitive](): number;
}

type Then = (...given: unknown[]) => void;

/**
 * Puts timers in virtual time in place of the global ones, and chance that a seed repeats in place of `Math.random`. A timer
 * belongs to the process whose code sets it.
 * @returns puts back what was there
 */
export function takeOver(time: VirtualTime, random: () => number): () => void {
  const kept = Object.fromEntries(replaced.map((name) => [name, globalThis[name]]));
  const [keptRandom, keptNow, keptLimit] = [Math.random, Date.now, Error.stackTraceLimit];
  const clear = (timer?: Timer | null) => timer?.callOff();
  Object.assign(globalThis, {
    setTimeout: (then: Then, milliseconds = 0, ...given: unknown[]) => timerOf(arranged(time, Math.max(1, milliseconds), () => then(...given))),
    setImmediate: (then: Then, ...given: unknown[]) => timerOf(arranged(time, 0, () => then(...given))),
    setInterval: (then: Then, milliseconds = 1, ...given: unknown[]) => timerOf(repeated(time, Math.max(1, milliseconds), () => then(...given))),
    clearTimeout: clear,
    clearImmediate: clear,
    clearInterval: clear,
  });
  Math.random = random;
  Date.now = time.now;
  // Errors are many here and say where they come from; their traces cost more than all the rest of them.
  Error.stackTraceLimit = 0;
  return () => {
    Object.assign(globalThis, kept);
    Math.random = keptRandom;
    Date.now = keptNow;
    Error.stackTraceLimit = keptLimit;
  };
}

const replaced = ['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate'] as const;

function arranged(time: VirtualTime, milliseconds: number, then: () => void): () => void {
  const process = currentProcess();
  return process ? process.later(milliseconds, then) : time.after(milliseconds, then);
}

/** The next time counts from when this one came, so that a process which was paused does not make up for what it missed. */
function repeated(time: VirtualTime, milliseconds: number, then: () => void): () => void {
  let callOff = (): void => undefined;
  let calledOff = false;
  const round = () => {
    callOff = arranged(time, milliseconds, () => {
      then();
      if (!calledOff) round();
    });
  };
  round();
  return () => {
    calledOff = true;
    callOff();
  };
}

function timerOf(callOff: () => void): Timer {
  const timer: Timer = { callOff, ref: () => timer, unref: () => timer, hasRef: () => true, [Symbol.toPrimitive]: () => 0 };
  return timer;
}
