import type { RouteTableDefinition } from '@banyan/strangler';
import type { HistoryAnswer, HistoryChanges, HistoryState, RolloutStanding } from '../answers.ts';
import type { ReadState } from '../read-state.ts';

const nothingYet: Pick<RouteTableDefinition, 'routes' | 'rollouts'> = { routes: {} };

/**
 * Who changed what, newest first.
 * @param states newest first; the one before the last that is asked for as well, to compare that with
 */
export function historyView(states: readonly ReadState[], limit: number): HistoryAnswer {
  return { states: states.slice(0, limit).map((state, index) => historyState(state, states[index + 1])) };
}

function historyState(state: ReadState, earlier: ReadState | undefined): HistoryState {
  if ('unreadable' in state) return state;
  const { table, by, at, why } = state.change;
  const before = state.version === 1 ? nothingYet : earlier && 'change' in earlier ? earlier.change.table : undefined;
  return { version: state.version, by, at, why, changes: before ? changesBetween(before, table) : null };
}

function changesBetween(before: typeof nothingYet, after: typeof nothingYet): HistoryChanges {
  return {
    routes: changed(before.routes, after.routes),
    rollouts: changed(standings(before), standings(after)),
  };
}

function standings({ rollouts = {} }: typeof nothingYet): Record<string, RolloutStanding> {
  return Object.fromEntries(Object.entries(rollouts).map(([entry, { state, at, target }]) => [entry, { state, at, target }]));
}

function changed<T>(before: Readonly<Record<string, T>>, after: Readonly<Record<string, T>>): { entry: string; before: T | null; after: T | null }[] {
  const entries = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return entries
    .map((entry) => ({ entry, before: before[entry] ?? null, after: after[entry] ?? null }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}
