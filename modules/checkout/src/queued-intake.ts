import type { CallQueue } from '@banyan/outbox';
import { shareOfBuyers } from './crypto/queue-share.ts';
import type { IntakeStore } from './ports/intake-store.ts';
import { IntakeSwitch } from './use-cases/intake-switch.ts';

/** What it takes to accept orders by a queue. */
export interface QueuedIntake {
  readonly queue: CallQueue;
  readonly intakeSwitch: IntakeSwitch;
  readonly prefersQueue: (buyer: string) => boolean;
}

/**
 * Puts intake by a queue together.
 * @param given.percent of the buyers who take the queue even while all goes well
 * @param given.report is told when all orders begin to take the queue, and when they no longer do
 * @param given.now milliseconds since the epoch
 * @param given.pause resolves after so many milliseconds
 */
export function queuedIntake(given: {
  readonly queue: CallQueue;
  readonly intakes: IntakeStore;
  readonly percent: number;
  readonly report: (what: string) => void;
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<void>;
}): QueuedIntake {
  const { queue, intakes, percent, report, now, pause } = given;
  const onChange = (way: 'database' | 'queue') => {
    report(way === 'queue' ? 'PostgreSQL is away: the queue takes orders.' : 'PostgreSQL is back and the queue has run empty: orders go into the database again.');
  };
  return {
    queue,
    intakeSwitch: new IntakeSwitch({ intakes, queue, onChange, now, pause }),
    prefersQueue: shareOfBuyers(percent),
  };
}
