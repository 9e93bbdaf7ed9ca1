import { eventLane, subscriberLane, type Acknowledgement } from '@banyan/contracts/define';
import fc from 'fast-check';
import type { ClaimedLane, Delivery } from '../outbox-store.ts';
import { message, sequencesOf } from './messages.ts';
import { limits, overdueMs, type MakeOutbox, type OutboxUnderTest } from './outbox-bench.ts';

/** What a consumer does with calls that reach it: it stores them at once, a queue takes them, or nobody does. */
type Fate = 'stored' | 'queued' | 'refused';

type Step =
  | { readonly kind: 'append'; readonly lane: number; readonly count: number }
  | { readonly kind: 'claim'; readonly callsPerLane: number }
  | { readonly kind: 'deliver'; readonly which: number; readonly fates: readonly [Fate, Fate] }
  | { readonly kind: 'settle'; readonly which: number }
  | { readonly kind: 'die'; readonly which: number }
  | { readonly kind: 'receive'; readonly which: number; readonly lost: boolean; readonly twice: boolean }
  | { readonly kind: 'acknowledge'; readonly which: number; readonly lost: boolean; readonly twice: boolean }
  | { readonly kind: 'pass'; readonly milliseconds: number };

const event = eventLane('orders.orderChanged', 'ord_1');
/** The lanes of the outbox, each with the inbox lanes of its consumers. */
const consumersOf = new Map([
  ['checkout>orders/cus_1', ['checkout>orders/cus_1']],
  [event, [subscriberLane(event, 'checkout.note'), subscriberLane(event, 'mail.tell')]],
]);
const lanes = [...consumersOf.keys()];

const which = fc.nat(5);
const chance = fc.boolean();
const fate = fc.constantFrom<Fate>('stored', 'queued', 'queued', 'refused');
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('append' as const), lane: fc.nat(lanes.length - 1), count: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ kind: fc.constant('claim' as const), callsPerLane: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ kind: fc.constant('deliver' as const), which, fates: fc.tuple(fate, fate) }),
  fc.record({ kind: fc.constant('settle' as const), which }),
  fc.record({ kind: fc.constant('die' as const), which }),
  fc.record({ kind: fc.constant('receive' as const), which, lost: chance, twice: chance }),
  fc.record({ kind: fc.constant('acknowledge' as const), which, lost: chance, twice: chance }),
  fc.record({ kind: fc.constant('pass' as const), milliseconds: fc.constantFrom(1_000, limits.leaseMs, overdueMs) }),
);

/** Lets relays, queues and consumers do what they do in random order; a failure names the seed and the shortest history. */
export async function holdsInEveryHistory(make: MakeOutbox): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60, size: 'max' }), async (steps) => {
      const world = new World(await make());
      for (const one of steps) await world.take(one);
      await world.deliverTheRest();
    }),
    { numRuns: 100 },
  );
}

/** Relays, queues and consumers around an outbox. */
class World {
  readonly #outbox: OutboxUnderTest;
  readonly #appended = new Map(lanes.map((lane) => [lane, 0]));
  readonly #has = new Map([...consumersOf.values()].flat().map((inbox) => [inbox, new Set<number>()]));
  readonly #claimed: ClaimedLane[] = [];
  readonly #delivered: Delivery[] = [];
  readonly #queued: { readonly inbox: string; readonly sequences: readonly number[] }[] = [];
  readonly #acknowledged: Acknowledgement[] = [];

  constructor(outbox: OutboxUnderTest) {
    this.#outbox = outbox;
  }

  async take(step: Step): Promise<void> {
    switch (step.kind) {
      case 'append':
        return this.#append(lanes[step.lane]!, step.count);
      case 'claim':
        return this.#claim(step.callsPerLane);
      case 'deliver':
        return this.#deliver(step.which, step.fates);
      case 'settle':
        return this.#outbox.store.settle(taken(this.#delivered, step.which));
      case 'die':
        taken(this.#claimed, step.which);
        return;
      case 'receive':
        return this.#receive(step);
      case 'acknowledge':
        return this.#acknowledge(step);
      case 'pass':
        return this.#outbox.pass(step.milliseconds);
    }
  }

  /** Delivers until nothing waits, and looks whether every consumer has everything. */
  async deliverTheRest(): Promise<void> {
    const longEnough = [...this.#appended.values()].reduce((sum, count) => sum + count, 1);
    for (let round = 0; round < longEnough; round++) {
      await this.#outbox.pass(3_600_000);
      await this.#claim(2);
      while (this.#claimed.length > 0) this.#deliver(0, ['stored', 'stored']);
      await this.#outbox.store.settle(this.#delivered.splice(0));
    }
    for (const [lane, consumers] of consumersOf) {
      for (const inbox of consumers) if (this.#upTo(inbox) !== this.#appended.get(lane)) throw new Error(`${inbox} has not got all of ${lane}.`);
    }
    await this.#outbox.pass(3_600_000);
    const left = await this.#outbox.store.claim(limits);
    if (left.length > 0) throw new Error(`${left[0]?.lane} does not come to rest.`);
  }

  async #append(lane: string, count: number): Promise<void> {
    const first = this.#appended.get(lane)! + 1;
    this.#appended.set(lane, first + count - 1);
    await this.#outbox.append(Array.from({ length: count }, (_, index) => message(lane, first + index)));
  }

  async #claim(callsPerLane: number): Promise<void> {
    for (const claimed of await this.#outbox.store.claim({ ...limits, callsPerLane })) {
      this.#check(claimed);
      this.#claimed.push(claimed);
    }
  }

  #check({ lane, sent, calls }: ClaimedLane): void {
    const missing = consumersOf.get(lane)!.find((inbox) => this.#upTo(inbox) < sent);
    if (missing) throw new Error(`${lane} was forgotten up to ${sent}, but ${missing} has it up to ${this.#upTo(missing)} only.`);
    const first = calls[0]?.sequence ?? sent + 1;
    const inOrder = calls.every(({ sequence, messageId }, index) => sequence === first + index && messageId === message(lane, sequence).messageId);
    if (first <= sent || !inOrder) throw new Error(`${lane} gave ${sequencesOf(calls)} behind ${sent}.`);
  }

  #deliver(which: number, fates: readonly [Fate, Fate]): void {
    for (const { lane, epoch, sent, calls } of taken(this.#claimed, which)) {
      const sequences = sequencesOf(calls) ?? [];
      const consumers = consumersOf.get(lane)!;
      const awaits: string[] = [];
      let refused = false;
      for (const [index, inbox] of consumers.entries()) {
        refused ||= fates[index] === 'refused';
        if (refused || sequences.length === 0) continue;
        if (fates[index] === 'stored') {
          this.#store(inbox, sequences);
        } else {
          this.#queued.push({ inbox, sequences });
          awaits.push(inbox);
        }
      }
      const sequence = sequences.at(-1) ?? sent;
      const done: Delivery['then'] = awaits.length > 0 ? { kind: 'underway', sequence, awaits, overdueMs } : { kind: 'stored', sequence };
      this.#delivered.push({ lane, epoch, then: refused ? { kind: 'retry', inMs: 1_000 } : done });
    }
  }

  #receive(given: { readonly which: number; readonly lost: boolean; readonly twice: boolean }): void {
    for (const queued of taken(this.#queued, given.which)) {
      if (given.twice) this.#queued.push(queued);
      if (given.lost) continue;
      this.#store(queued.inbox, queued.sequences);
      this.#acknowledged.push({ lane: queued.inbox, sequence: this.#upTo(queued.inbox) });
    }
  }

  async #acknowledge(given: { readonly which: number; readonly lost: boolean; readonly twice: boolean }): Promise<void> {
    for (const acknowledgement of taken(this.#acknowledged, given.which)) {
      if (given.twice) this.#acknowledged.push(acknowledgement);
      if (!given.lost) await this.#outbox.store.acknowledge([acknowledgement]);
    }
  }

  #store(inbox: string, sequences: readonly number[]): void {
    for (const sequence of sequences) this.#has.get(inbox)!.add(sequence);
  }

  /** Up to where a consumer misses nothing. */
  #upTo(inbox: string): number {
    const has = this.#has.get(inbox)!;
    let upTo = 0;
    while (has.has(upTo + 1)) upTo++;
    return upTo;
  }
}

/** Takes one of the things out of the list, if there is one. */
function taken<T>(list: T[], which: number): T[] {
  return list.length > 0 ? list.splice(which % list.length, 1) : [];
}
