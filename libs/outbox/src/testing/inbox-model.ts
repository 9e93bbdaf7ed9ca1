import fc from 'fast-check';
import type { ClaimedTurns, Progress } from '../inbox-store.ts';
import type { InboxUnderTest, MakeInbox } from './inbox-under-test.ts';
import { call, sequencesOf } from './messages.ts';

/** How a runner ends its claim after one call. */
type End = 'release' | 'rest' | 'retry' | 'park' | 'die';

type Step =
  | { readonly kind: 'receive'; readonly sequences: readonly number[] }
  | { readonly kind: 'claim'; readonly callsPerLane: number }
  | { readonly kind: 'run'; readonly which: number; readonly end: End }
  | { readonly kind: 'free'; readonly by: 'retry' | 'discard' }
  | { readonly kind: 'pass'; readonly milliseconds: number };

const last = 12;
const leaseMs = 60_000;

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('receive' as const), sequences: fc.array(fc.integer({ min: 1, max: last }), { minLength: 1, maxLength: 4 }) }),
  fc.record({ kind: fc.constant('claim' as const), callsPerLane: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ kind: fc.constant('run' as const), which: fc.nat(3), end: fc.constantFrom<End>('release', 'rest', 'retry', 'park', 'die') }),
  fc.record({ kind: fc.constant('free' as const), by: fc.constantFrom('retry' as const, 'discard' as const) }),
  fc.record({ kind: fc.constant('pass' as const), milliseconds: fc.constantFrom(1_000, leaseMs) }),
);

/** Lets calls arrive and runners run in random order; a failure names the seed and the shortest history. */
export async function holdsForEveryArrival(make: MakeInbox): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60, size: 'max' }), async (steps) => {
      const world = new World(await make());
      for (const one of steps) await world.take(one);
      await world.executeTheRest();
    }),
    { numRuns: 100 },
  );
}

type Claimed = ClaimedTurns & {
  /** Whether there were no more calls than were claimed. */
  readonly seenAll: boolean;
};

/** Senders and runners around an inbox. */
class World {
  readonly #inbox: InboxUnderTest;
  /** Another one in each history: what is discarded is kept for good. */
  readonly #lane = `checkout>orders/${crypto.randomUUID()}`;
  readonly #received = new Set<number>();
  readonly #claimed: Claimed[] = [];
  #applied = 0;
  #parked = false;

  constructor(inbox: InboxUnderTest) {
    this.#inbox = inbox;
  }

  async take(step: Step): Promise<void> {
    switch (step.kind) {
      case 'receive':
        return this.#receive(step.sequences);
      case 'claim':
        return this.#claim(step.callsPerLane);
      case 'run':
        return this.#run(step.which, step.end);
      case 'free':
        return this.#free(step.by);
      case 'pass':
        return this.#inbox.pass(step.milliseconds);
    }
  }

  /** Sends whatever is missing, runs until nothing waits, and looks whether everything was executed. */
  async executeTheRest(): Promise<void> {
    await this.#receive(Array.from({ length: last }, (_, index) => index + 1));
    for (let round = 0; round < last && this.#applied < last; round++) {
      await this.#inbox.pass(leaseMs);
      await this.#free('retry');
      await this.#claim(last);
      while (this.#claimed.length > 0) await this.#run(this.#claimed.length - 1, 'release');
    }
    if (this.#applied !== last) throw new Error(`Calls up to ${this.#applied} were executed, not up to ${last}.`);
  }

  async #receive(sequences: readonly number[]): Promise<void> {
    for (const sequence of sequences) this.#received.add(sequence);
    const acknowledged = await this.#inbox.store.receive(sequences.map((sequence) => call(this.#lane, sequence)));
    let upTo = 0;
    while (this.#received.has(upTo + 1)) upTo++;
    if (acknowledged.length !== 1 || acknowledged[0]?.sequence !== upTo) throw new Error(`${JSON.stringify(acknowledged)} came back where ${upTo} was stored.`);
  }

  async #claim(callsPerLane: number): Promise<void> {
    const mine = await this.#inbox.store.claim({ lanes: 10, callsPerLane, leaseMs });
    if (this.#parked && mine.length > 0) throw new Error('A parked lane was claimed.');
    for (const claimed of mine) {
      const sequences = sequencesOf(claimed.calls) ?? [];
      if (sequences.some((sequence, index) => sequence !== this.#applied + index + 1)) throw new Error(`${sequences} came behind ${this.#applied}.`);
      this.#claimed.push({ ...claimed, seenAll: sequences.length < callsPerLane });
    }
  }

  /** Executes the first call of a claim, if it is still held. */
  async #run(which: number, end: End): Promise<void> {
    const [claimed] = this.#claimed.splice(which % Math.max(1, this.#claimed.length), 1);
    if (!claimed || end === 'die') return;
    const failed = end === 'retry' || end === 'park';
    if (end === 'park' && claimed.calls.length === 0) return;
    const applied = failed ? undefined : claimed.calls[0]?.sequence;
    const held = await this.#inbox.store.settle([{ lane: this.#lane, epoch: claimed.epoch, ...(applied && { applied }), then: thenOf(end, claimed) }]);
    if (held.size > 0 && applied) this.#applied = applied;
    if (held.size > 0 && end === 'park') this.#parked = true;
  }

  /** Has the lane go on, if it is parked: with its first call, or behind it. */
  async #free(by: 'retry' | 'discard'): Promise<void> {
    const { store } = this.#inbox;
    const sequence = this.#applied + 1;
    const freed = by === 'retry' ? await store.retry(this.#lane) : (await store.discard({ lane: this.#lane, sequence, by: 'ada', reason: 'It was a test.' })).kind === 'discarded';
    if (freed !== this.#parked) throw new Error(`${by} of ${sequence} was ${freed} where the lane was ${this.#parked ? '' : 'not '}parked.`);
    this.#parked = false;
    if (freed && by === 'discard') this.#applied = sequence;
  }
}

/** A runner lets a lane rest only if it knows of no call behind the one that it has executed. */
function thenOf(end: Exclude<End, 'die'>, { calls, seenAll, received }: Claimed): Progress['then'] {
  if (end === 'park') return { kind: 'park', code: 'TypeError', message: '' };
  if (end === 'retry') return { kind: 'retry', inMs: 1_000 };
  return end === 'rest' && seenAll && calls.length < 2 ? { kind: 'rest', received } : { kind: 'release' };
}
