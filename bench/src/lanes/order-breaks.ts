import { work, type Executed } from './work.ts';

/**
 * How many calls were executed after another one than the one before them in their lane.
 * @throws {Error} if a call was left, or executed twice
 */
export function orderBreaks(executed: readonly Executed[]): number {
  const places = new Map<string, number[]>();
  for (const { lane, sequence } of executed.toSorted((one, other) => one.at - other.at)) {
    const own = places.get(lane) ?? [];
    places.set(lane, own);
    own.push(sequence);
  }
  const once = [...places.values()].filter((own) => own.length === work.callsPerLane && new Set(own).size === own.length);
  if (once.length !== work.lanes) throw new Error(`Of ${work.lanes} lanes only ${once.length} had each of their calls executed once.`);
  return [...places.values()].flatMap((own) => own.filter((sequence, index) => sequence !== (own[index - 1] ?? 0) + 1)).length;
}
