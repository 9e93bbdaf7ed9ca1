import type { VirtualTime } from '../time/virtual-time.ts';

/** A message as it is sent. */
export interface Message<Body> {
  /** Those of one group are given out in order, and none while an earlier one is in hand. */
  readonly group: string;
  /** Of those that are sent with the same within five minutes the first is kept. */
  readonly deduplication: string;
  readonly body: Body;
}

/** A message that somebody has in hand. */
export interface Received<Body> extends Message<Body> {
  readonly id: number;
  /** How often it has been given out. */
  readonly receipt: number;
}

interface Held<Body> extends Message<Body> {
  readonly id: number;
  receipts: number;
  visibleAt: number;
}

const dedupMs = 300_000;
const batch = 10;

/** A FIFO queue as SQS has them: it may give a message out again, and one that is not deleted in time it does. */
export class Queue<Body> {
  readonly #time: VirtualTime;
  readonly #visibilityMs: number;
  readonly #sent = new Map<string, number>();
  #messages: Held<Body>[] = [];
  #waiting: (() => void)[] = [];
  #ids = 0;
  /** Told of each message that is gone. */
  onDeleted: () => void = () => undefined;

  constructor(time: VirtualTime, visibilityMs: number) {
    this.#time = time;
    this.#visibilityMs = visibilityMs;
  }

  /** Messages that wait or are in hand. */
  get size(): number {
    return this.#messages.length;
  }

  send({ group, deduplication, body }: Message<Body>): void {
    const sentAt = this.#sent.get(deduplication);
    if (sentAt !== undefined && this.#time.now() - sentAt < dedupMs) return;
    this.#sent.set(deduplication, this.#time.now());
    this.#messages.push({ group, deduplication, body, id: ++this.#ids, receipts: 0, visibleAt: 0 });
    this.#wake();
  }

  /** Gives out what there is, as soon as there is something, or nothing after so many milliseconds. */
  async receive(waitMs: number): Promise<Received<Body>[]> {
    const until = this.#time.now() + waitMs;
    for (;;) {
      const received = this.#take();
      const left = until - this.#time.now();
      if (received.length > 0 || left <= 0) return received;
      await this.#somethingHappens(Math.min(left, this.#nextVisible()));
    }
  }

  /** Without effect if the message has been given out again since. */
  delete({ id, receipt }: Received<unknown>): void {
    const before = this.#messages.length;
    this.#messages = this.#messages.filter((held) => held.id !== id || held.receipts !== receipt);
    if (this.#messages.length === before) return;
    this.onDeleted();
    this.#wake();
  }

  /** Gives everything out again at once, whoever has it in hand. */
  repeat(): void {
    for (const held of this.#messages) held.visibleAt = 0;
    this.#wake();
  }

  /** Loses everything, as one does that keeps it in memory and stops. */
  forget(): number {
    const lost = this.#messages.length;
    this.#messages = [];
    this.#sent.clear();
    return lost;
  }

  #take(): Received<Body>[] {
    const now = this.#time.now();
    const blocked = new Set<string>();
    const taken: Received<Body>[] = [];
    for (const held of this.#messages) {
      if (taken.length === batch) break;
      if (held.visibleAt > now) blocked.add(held.group);
      if (blocked.has(held.group)) continue;
      held.visibleAt = now + this.#visibilityMs;
      held.receipts++;
      const { group, deduplication, body, id } = held;
      taken.push({ group, deduplication, body, id, receipt: held.receipts });
    }
    return taken;
  }

  #nextVisible(): number {
    return Math.min(...this.#messages.map(({ visibleAt }) => Math.max(1, visibleAt - this.#time.now())));
  }

  #somethingHappens(withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const callOff = this.#time.after(withinMs, resolve);
      this.#waiting.push(() => {
        callOff();
        resolve();
      });
    });
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }
}
