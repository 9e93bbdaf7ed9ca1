import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from '@banyan/adapter-postgres';
import { untilGate } from '../domain/intake-way.ts';
import type { IntakeJournal } from '../ports/intake-journal.ts';
import { queuedIntake, type QueuedIntake } from '../queued-intake.ts';
import { intakeStoreIn } from '../stores/intake-store.ts';
import { CallQueueInMemory } from './call-queue-in-memory.ts';
import { checkoutWith, type CheckoutInTest } from './checkout-in-test.ts';
import { failingDatabase, type DatabaseHealth } from './failing-database.ts';

/** Checkout with a queue for intake, over a database that fails as the test says. */
export interface QueuedCheckout extends Omit<CheckoutInTest, 'close'> {
  readonly queue: CallQueueInMemory;
  readonly health: { now: DatabaseHealth };
  readonly intakeSwitch: QueuedIntake['intakeSwitch'];
  /** Goes to the next instant at which the gate may be shut, and looks until it is open again. */
  lookBehindGate(): Promise<void>;
  /** What was reported of the way that orders take. */
  readonly reports: string[];
}

/** Starts one beside others over the same database. */
export function queuedCheckout(database: Database, { percent = 0, journal }: { readonly percent?: number; readonly journal?: IntakeJournal } = {}): QueuedCheckout {
  const health: QueuedCheckout['health'] = { now: 'well' };
  const reports: string[] = [];
  const queue = new CallQueueInMemory();
  const failing = failingDatabase(database, health);
  /** A pause is over in the next turn, with the clock set forward. */
  const pause = async (ms: number) => {
    checkout.clock.now += ms;
    await nextTurn();
  };
  const queued = queuedIntake({ queue, intakes: intakeStoreIn(failing), percent, report: (what) => reports.push(what), now: () => checkout.clock.now, pause });
  const checkout = checkoutWith(failing, { queued, ...(journal ? { journal } : {}) });
  const { intakeSwitch } = queued;
  const lookBehindGate = () => {
    checkout.clock.now += untilGate(checkout.clock.now) - 1;
    return intakeSwitch.look();
  };
  return { ...checkout, database, queue, health, intakeSwitch, lookBehindGate, reports };
}
