import { isUnavailable } from '@banyan/contracts/define';
import type { CallQueue } from '@banyan/outbox';
import { byDatabase, byQueue, databaseAnswers, isShut, untilGate, wayAfter, withGateOpen, withGateShut, type IntakeWay } from '../domain/intake-way.ts';
import type { IntakeStore } from '../ports/intake-store.ts';
import { IntakeGate } from './intake-gate.ts';
import { within } from './within.ts';

interface IntakeSwitchNeeds {
  readonly intakes: Pick<IntakeStore, 'answers'>;
  readonly queue: Pick<CallQueue, 'isEmpty'>;
  /** Told of each change. */
  readonly onChange: (way: IntakeWay['kind']) => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Resolves after so many milliseconds. */
  readonly pause: (ms: number) => Promise<void>;
}

/** How long an order waits for the database before it takes the other way: milliseconds. */
export const databasePatienceMs = 1_500;
/** How long the gate is shut at most, whatever hangs: a shopper should not notice. */
const shutMs = 400;
/** Between looks while the gate is shut: shoppers wait. */
const betweenQuickLooksMs = 50;
/** How long a look waits for the instant at which the gate is shut: longer than from one look to the next. */
const gateAheadMs = 500;

/** Sets the way that this process's orders take. */
export class IntakeSwitch {
  /** All orders pass it, whichever way they take. */
  readonly gate = new IntakeGate(() => this.#set(withGateOpen(this.#way)));
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

  /** Looks whether the way back is free, and every few seconds shuts the gate to find out; to be called again and again. */
  async look(): Promise<void> {
    if (this.#way.kind === 'database') return;
    await this.#lookOnce();
    const ahead = untilGate(this.#needs.now());
    if (!databaseAnswers(this.#way) || ahead > gateAheadMs) return;
    await this.#needs.pause(ahead);
    await this.#lookBehindGate();
  }

  async #lookBehindGate(): Promise<void> {
    this.#set(withGateShut(this.#way));
    if (!isShut(this.#way)) return;
    try {
      await within(shutMs, 'The intake queue', this.#untilDecided());
    } catch (error) {
      if (!isUnavailable(error)) throw error;
    } finally {
      this.#set(withGateOpen(this.#way));
    }
  }

  async #untilDecided(): Promise<void> {
    await this.gate.shut();
    while (isShut(this.#way) && (await this.#lookOnce())) await this.#needs.pause(betweenQuickLooksMs);
  }

  /** Whether it was in time: what was found behind a gate says nothing once that has opened, nor behind the next one. */
  async #lookOnce(): Promise<boolean> {
    const before = this.#way;
    const { intakes, queue } = this.#needs;
    const databaseAnswers = await orFalse(within(databasePatienceMs, 'PostgreSQL', intakes.answers().then(() => true)));
    const queueEmpty = databaseAnswers && isShut(before) && (await orFalse(queue.isEmpty()));
    if (this.#way !== before) return false;
    this.#set(wayAfter(before, { databaseAnswers, queueEmpty }));
    return true;
  }

  #set(way: IntakeWay): void {
    const changed = way.kind !== this.#way.kind;
    this.#way = way;
    if (changed) this.#needs.onChange(way.kind);
    if (!isShut(way)) this.gate.open();
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
