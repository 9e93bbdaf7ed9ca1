import { setTimeout as pause } from 'node:timers/promises';
import { faults, type Fault } from '../faults/catalogue/index.ts';
import type { Chance } from '../faults/run/chance.ts';
import type { World } from '../faults/run/world.ts';

/** What is broken in several monoliths behind one nginx, one after the other, in any sequence. */
const numbers = ['F01', 'F07', 'F23', 'F24', 'F40', 'F50', 'F52', 'F58', 'F59', 'F60'];
const drawable = faults.filter((fault): fault is Fault => !('draw' in fault) && numbers.includes(fault.number));

/** The ways of hosts that have to lead over proxies for it. */
export const throughForNemesis = [...new Set(drawable.flatMap(({ through = [] }) => through))];

/**
 * Breaks one thing after the other, and heals each, until the signal; what was broken last is healed then.
 * @param report hears what was done
 * @returns how many faults took effect, by number
 */
export async function nemesis(world: World, chance: Chance, signal: AbortSignal, report: (line: string) => void): Promise<Record<string, number>> {
  const done: Record<string, number> = {};
  let left: Fault[] = [];
  while (!signal.aborted) {
    if (left.length === 0) left = chance.shuffled(drawable);
    const fault = left.shift()!;
    const { evidence, heal } = await fault.inject(world, chance);
    done[fault.number] = (done[fault.number] ?? 0) + 1;
    await pause(chance.whole(2_000, 6_000), undefined, { signal }).catch(() => undefined);
    await heal();
    report(`${fault.number}: ${evidence}`);
    await pause(chance.whole(200, 1_500), undefined, { signal }).catch(() => undefined);
  }
  return done;
}
