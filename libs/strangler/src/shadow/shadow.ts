import { MismatchSamples, type MismatchSample } from './mismatch-sample.ts';
import type { AnsweredCall, ShadowOptions } from './shadow-options.ts';
import type { ShadowTally } from './shadow-tally.ts';
import { ShadowTallies } from './shadow-tallies.ts';
import { isShadowable } from './shadowable.ts';
import { shadowedCall } from './shadowed-call.ts';

/** Makes calls at a target that home has answered, and compares the answers. */
export interface Shadow {
  /**
   * Takes a read after its answer has gone out. It never throws, and takes constant time: the call waits in a bounded queue,
   * or is dropped and counted if that is full.
   */
  offer(call: AnsweredCall): void;
  tallies(): ShadowTally[];
  /** Oldest first within an operation. */
  samples(): MismatchSample[];
  /** Drops what waits, and ends once nothing is under way, one operation's timeout later at most. */
  stop(): Promise<void>;
}

/** Shadows the calls of any number of operations at one target, with a queue and a concurrency of its own. */
export function createShadow(options: ShadowOptions): Shadow {
  const { target, after, onDefect, queue: room = 100, concurrency = 4, keepVersions = 16 } = options;
  const tallies = new ShadowTallies(target, keepVersions);
  const samples = new MismatchSamples(options.samples ?? { perOperation: 20, perPlaces: 3 });
  const waiting: AnsweredCall[] = [];
  const underWay = new Set<Promise<void>>();
  let stopped = false;
  let woken = false;

  const look = shadowedCall({ ...options, keep: (sample) => samples.keep(sample), isStopped: () => stopped });

  const begin = () => {
    while (underWay.size < concurrency && waiting.length > 0) {
      const call = waiting.shift()!;
      const { address } = call.addressed;
      const run = look(call, tallies.of(address, call.version))
        .catch((error: unknown) => onDefect(error, address))
        .finally(() => {
          underWay.delete(run);
          begin();
        });
      underWay.add(run);
    }
  };

  return {
    offer: (call) => {
      const { address, operation } = call.addressed;
      if (!isShadowable(operation)) {
        onDefect(new TypeError(`${address} is a write and was not shadowed: it would be done twice. Route it with a canary.`), address);
      } else if (stopped || waiting.length >= room) {
        tallies.of(address, call.version).dropped();
      } else {
        waiting.push(call);
        if (woken || underWay.size >= concurrency) return;
        woken = true;
        after(0, () => {
          woken = false;
          begin();
        });
      }
    },
    tallies: () => tallies.snapshot(),
    samples: () => samples.all(),
    stop: async () => {
      stopped = true;
      for (const call of waiting.splice(0)) tallies.of(call.addressed.address, call.version).dropped();
      await Promise.all(underWay);
    },
  };
}
