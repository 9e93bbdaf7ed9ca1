import type { checkout, UnrecordedOrder } from '@banyan/contracts/checkout';
import { isUnavailable, type ImplementationOf } from '@banyan/contracts/define';
import type { OutboxMessage } from '@banyan/outbox';
import type { FileJournal } from './journal/file-journal.ts';
import { resubmission } from './journal/resubmission.ts';
import type { IntakeStore } from './ports/intake-store.ts';
import type { QueuedIntake } from './queued-intake.ts';
import { rounds, type Rounds } from './rounds.ts';

interface CheckoutWorkNeeds {
  readonly api: ImplementationOf<typeof checkout>;
  readonly intakes: IntakeStore;
  readonly queued: QueuedIntake | undefined;
  readonly journal: FileJournal | undefined;
  /** Told of what went wrong in a round. */
  readonly report: (what: string) => void;
  readonly now: () => Date;
  readonly elapsed: () => number;
}

const betweenLooksMs = 250;
const betweenSubmissionsMs = 5_000;
const recordWithinMs = 10_000;

/** Checkout with what goes on in it without being asked, from when its host is up until it begins to shut down. */
export class CheckoutWork {
  readonly api: ImplementationOf<typeof checkout>;
  readonly #rounds: readonly Rounds[];

  constructor(needs: CheckoutWorkNeeds) {
    this.api = needs.api;
    this.#rounds = [...waysLookedAt(needs), ...journalKept(needs)];
  }

  onApplicationBootstrap(): void {
    for (const { start } of this.#rounds) start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.#rounds.map(({ stop }) => stop()));
  }
}

function waysLookedAt({ queued, report }: CheckoutWorkNeeds): Rounds[] {
  if (!queued) return [];
  return [rounds({ pauseMs: betweenLooksMs, work: () => queued.intakeSwitch.look(), onError: (error) => report(`A look at the queue failed: ${String(error)}`) })];
}

function journalKept({ journal, intakes, queued, api, report, now, elapsed }: CheckoutWorkNeeds): Rounds[] {
  if (!journal) return [];
  /** Without a queue there is no other way than to record what an earlier one left. */
  const record = async ({ body, principal, traceparent, routeVersion }: OutboxMessage) => {
    const deadline = now().getTime() + recordWithinMs;
    await api.recordOrder(JSON.parse(body) as UnrecordedOrder, { principal, caller: 'checkout', deadline, traceparent, routeVersion });
  };
  const work = resubmission({ journal, intakes, submit: queued ? (call) => queued.queue.send(call) : record, elapsed });
  const onError = (error: unknown) => {
    if (!isUnavailable(error)) report(`Orders of the intake journal could not be submitted: ${String(error)}`);
  };
  return [rounds({ pauseMs: betweenSubmissionsMs, work, onError })];
}
