import { laneOf, type LaneEntry } from '../witnesses/lane-entry.ts';

/** A call waiting in a lane. */
export interface WaitingCall {
  readonly messageId: string;
  /** Carries it out, telling each step. */
  readonly carryOut: (step: (step: string, orderId: string) => void) => void;
}

type Happened = LaneEntry extends infer E ? (E extends LaneEntry ? Omit<E, 'lane' | 'position' | 'by'> : never) : never;

/** A buyer's lane, with its calls in sequence and what happened to it. */
export class ModelLane {
  readonly #lane: string;
  readonly #record: (entry: LaneEntry) => void;
  readonly #waiting: WaitingCall[] = [];
  #applied = 0;
  #epoch = 0;
  #claimedBy = '';
  #positions = 0;

  constructor(buyer: string, record: (entry: LaneEntry) => void) {
    this.#lane = laneOf(buyer);
    this.#record = record;
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  add(call: WaitingCall): void {
    this.#waiting.push(call);
  }

  /** A worker takes the lane, whoever has it. */
  claim(worker: string): void {
    this.#claimedBy = worker;
    this.#tell({ kind: 'claimed', epoch: ++this.#epoch });
  }

  /** Whoever claimed the lane carries out its next call; one that hears of it again finds it applied. */
  work(): void {
    const call = this.#waiting.shift();
    if (!call) return;
    call.carryOut((step, orderId) => this.#tell({ kind: 'step', step, orderId }));
    this.#tell({ kind: 'applied', epoch: this.#epoch, sequence: ++this.#applied, messageId: call.messageId });
  }

  #tell(happened: Happened): void {
    this.#record({ ...happened, lane: this.#lane, by: this.#claimedBy, position: ++this.#positions });
  }
}
