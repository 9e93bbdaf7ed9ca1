import type { LaneEntry } from '../witnesses/lane-entry.ts';

/** A call as it was applied. */
export type Applied = Extract<LaneEntry, { kind: 'applied' }>;

/** Where each call was applied first, by its message. */
export function appliedByMessage(entries: Iterable<LaneEntry>): Map<string, Applied> {
  const applied = new Map<string, Applied>();
  for (const entry of entries) if (entry.kind === 'applied' && !applied.has(entry.messageId)) applied.set(entry.messageId, entry);
  return applied;
}
