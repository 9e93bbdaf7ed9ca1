import { isUnavailable } from '@banyan/contracts/define';
import type { CallQueue } from '@banyan/outbox';
import { byDatabase, byQueue, wayAfter, type IntakeWay } from '../domain/intake-way.ts';
import type { IntakeStore } from '../ports/intake-store.ts';
import { within } from './within.ts';

interface IntakeSwitchNeeds {
  readonly intakes: Pick<IntakeStore, 'answers'>;
  readonly queue: Pick<CallQueue, 'isEmpty'>;
  /** Told of each change. */
  readonly onChange: (way: IntakeWay['kind']) => void;
}

/** How long an order waits for the database before it takes the other way: milliseconds. */
export const databasePatienceMs = 1_500;

/** Sets the way that this process's orders take. */
export class IntakeSwitch {
  readonly #needs: IntakeSwitchNeeds;
  #way: IntakeWay = byDatabase;

  constructor(needs: IntakeSwitchNeeds) {
    this.#needs = needs;
  }

  get way(): IntakeWay {
    return this.#way;
  }

  /** The database failed to answer: from now on orders take the queue. */
  databaseFailed(): void {
    this.#set(byQueue);
  }

  /** Looks whether the way back is free; to be called again and again. */
  async look(): Promise<void> {
    if (this.#way.kind === 'database') return;
    const { intakes, queue } = this.#needs;
    const databaseAnswers = await orFalse(within(databasePatienceMs, 'PostgreSQL', intakes.answers().then(() => true)));
    const queueEmpty = databaseAnswers && (await orFalse(queue.isEmpty()));
    this.#set(wayAfter(this.#way, { databaseAnswers, queueEmpty }));
  }

  #set(way: IntakeWay): void {
    const changed = way.kind !== this.#way.kind;
    this.#way = way;
    if (changed) this.#needs.onChange(way.kind);
  }
}

async function orFalse(answer: Promise<boolean>): Promise<boolean> {
  try {
    return await answer;
  } catch (error) {
    if (isUnavailable(error)) return false;
    throw error;
  }
}
