import { isUnavailable } from '@banyan/contracts/define';
import type { OutboxMessage } from '@banyan/outbox';
import type { IntakeStore } from '../ports/intake-store.ts';
import type { FileJournal, WaitingOrder } from './file-journal.ts';

interface ResubmissionNeeds {
  readonly journal: Pick<FileJournal, 'waiting' | 'forget'>;
  readonly intakes: Pick<IntakeStore, 'recordedAmong'>;
  /** Has an order recorded, now or later. */
  readonly submit: (call: OutboxMessage) => Promise<void>;
  /** The journal's clock. */
  readonly elapsed: () => number;
}

/** How long an order is given to be recorded before it is submitted again: milliseconds. */
const graceMs = 15_000;

/**
 * A round through the journal: what is recorded by now leaves it; what is overdue is submitted again, and what an
 * earlier process left is so from the beginning. Orders of one lane are submitted one after the other, in the order of
 * their acceptance.
 */
export function resubmission({ journal, intakes, submit, elapsed }: ResubmissionNeeds): () => Promise<void> {
  const submittedAt = new WeakMap<WaitingOrder, number>();

  const submitInTurn = async (lane: readonly WaitingOrder[]) => {
    for (const entry of lane) {
      await submit(entry.call);
      submittedAt.set(entry, elapsed());
    }
  };

  return async () => {
    const now = elapsed();
    const overdue = journal.waiting().filter((entry) => now - (submittedAt.get(entry) ?? entry.since) >= graceMs);
    const recorded = new Set(await recordedOf(overdue, intakes));
    for (const { order } of recorded) await journal.forget(order);

    const lanes = Map.groupBy(overdue.filter((entry) => !recorded.has(entry)), ({ call }) => call.lane);
    const outcomes = await Promise.allSettled([...lanes.values()].map(submitInTurn));
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  };
}

async function recordedOf(entries: readonly WaitingOrder[], intakes: ResubmissionNeeds['intakes']): Promise<WaitingOrder[]> {
  if (entries.length === 0) return [];
  try {
    const asked = entries.map((entry) => ({ ...entry.order, entry }));
    return (await intakes.recordedAmong(asked)).map(({ entry }) => entry);
  } catch (error) {
    if (isUnavailable(error)) return [];
    throw error;
  }
}
