import type { DeferredCall, Turn } from '@banyan/contracts/define';
import type { InboxStore } from '@banyan/outbox';
import { memoryInbox, type MemoryInbox } from '@banyan/outbox/memory';
import type { LaneEntry } from '../../checker/index.ts';
import type { Defect } from '../defects.ts';
import { placedAsTheyCome } from './as-they-come.ts';

type Happened = LaneEntry extends infer E ? (E extends LaneEntry ? Omit<E, 'lane' | 'position' | 'by'> : never) : never;

interface WatchedLane {
  /** Those received and not applied, by their place. */
  readonly messages: Map<number, string>;
  applied: number;
  epoch: number;
}

/** An inbox, and what a trigger in its tables would write down of its lanes. */
export class WatchedInbox {
  readonly entries: LaneEntry[] = [];
  readonly #inbox: MemoryInbox;
  readonly #isFenced: boolean;
  readonly #placed: ReturnType<typeof placedAsTheyCome>;
  readonly #lanes = new Map<string, WatchedLane>();

  constructor(now: () => Date, defect: Defect | undefined) {
    this.#inbox = memoryInbox(now);
    this.#isFenced = defect !== 'fence off';
    this.#placed = placedAsTheyCome(defect);
  }

  /** Calls that were received and are not applied. */
  get waiting(): number {
    return [...this.#lanes.values()].reduce((sum, { messages }) => sum + messages.size, 0);
  }

  /** Has every parked lane go on, as an operator does once the faults are over. */
  async retryParked(): Promise<void> {
    for (const { lane } of await this.#inbox.parked({ limit: 1_000 })) await this.#inbox.retry(lane);
  }

  /** The inbox as a process reaches it. */
  seenBy(by: string): MemoryInbox {
    const inbox = this.#inbox;
    return {
      ...inbox,
      receive: (calls) => {
        const placed = this.#placed(calls);
        for (const call of placed) this.#received(call);
        return inbox.receive(placed);
      },
      claim: async (limits) => {
        const claimed = await inbox.claim(limits);
        for (const { lane, epoch } of claimed) {
          this.#laneOf(lane).epoch = epoch;
          this.#tell(lane, by, { kind: 'claimed', epoch });
        }
        return claimed;
      },
      settle: (progress) => this.#settle(by, progress),
      hold: (turn) => (this.#isFenced ? inbox.hold(turn) : undefined),
      complete: (turn) => this.complete(by, turn),
    };
  }

  /** A step was recorded in a turn. */
  step(by: string, { lane }: Turn, orderId: string, step: string): void {
    this.#tell(lane, by, { kind: 'step', orderId, step });
  }

  /** Completes a turn whoever has the lane, if that is let. */
  complete(by: string, turn: Turn, { fenced = this.#isFenced } = {}): void {
    const lane = this.#laneOf(turn.lane);
    const { epoch } = turn;
    if (fenced) this.#inbox.complete(turn);
    else if (lane.applied === turn.sequence - 1) this.#inbox.complete({ ...turn, epoch: lane.epoch });
    this.#applied(by, turn.lane, { sequence: turn.sequence, epoch });
  }

  async #settle(by: string, progress: Parameters<InboxStore['settle']>[0]): ReturnType<InboxStore['settle']> {
    const given = this.#isFenced ? progress : progress.map((made) => ({ ...made, epoch: this.#laneOf(made.lane).epoch }));
    const mine = await this.#inbox.settle(given);
    for (const [index, { lane, applied, then }] of given.entries()) {
      if (!mine.has(lane)) continue;
      if (applied !== undefined && applied > this.#laneOf(lane).applied) this.#applied(by, lane, { sequence: applied, epoch: progress[index]!.epoch });
      if (then.kind === 'retry' || then.kind === 'park') this.#laneOf(lane).epoch++;
    }
    return mine;
  }

  #received({ lane: name, sequence, messageId }: DeferredCall): void {
    const lane = this.#laneOf(name);
    if (sequence > lane.applied && !lane.messages.has(sequence)) lane.messages.set(sequence, messageId);
  }

  #applied(by: string, name: string, { sequence, epoch }: { readonly sequence: number; readonly epoch: number }): void {
    const lane = this.#laneOf(name);
    const messageId = lane.messages.get(sequence) ?? 'unknown';
    lane.messages.delete(sequence);
    lane.applied = Math.max(lane.applied, sequence);
    this.#tell(name, by, { kind: 'applied', epoch, sequence, messageId });
  }

  #laneOf(name: string): WatchedLane {
    let lane = this.#lanes.get(name);
    if (!lane) this.#lanes.set(name, (lane = { messages: new Map(), applied: 0, epoch: 0 }));
    return lane;
  }

  #tell(lane: string, by: string, happened: Happened): void {
    this.entries.push({ ...happened, lane, by, position: this.entries.length + 1 });
  }
}
