import type { DeferredCall } from '@banyan/contracts/define';
import type { ParkReason } from '../inbox-administration.ts';

export interface Lane {
  readonly lane: string;
  /** Those behind `applied`. */
  readonly calls: Map<number, DeferredCall>;
  applied: number;
  epoch: number;
  attempts: number;
  received: number;
  /** When it may next be claimed; never while it rests or is parked. */
  dueAt: number;
  /** Whether it was claimed, and nothing else was heard since. */
  inHand: boolean;
  /** The call that `failures` and `lapses` are counted for. */
  troubled: number;
  failures: number;
  lapses: number;
  parked?: { readonly at: string; readonly why: ParkReason };
}

export const never = Infinity;

/** The next calls of a lane, as far as there is no gap. */
export function next(lane: Lane, limit: number): DeferredCall[] {
  const calls: DeferredCall[] = [];
  for (let call = lane.calls.get(lane.applied + 1); call && calls.length < limit; call = lane.calls.get(call.sequence + 1)) calls.push(call);
  return calls;
}
