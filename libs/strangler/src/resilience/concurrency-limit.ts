/** Bounds the calls that are under way at a target. There is no queue: what comes beyond it is refused at once. */
export class ConcurrencyLimit {
  /** The most calls that are under way. */
  readonly most: number;
  #underWay = 0;

  constructor(most = 256) {
    this.most = most;
  }

  get underWay(): number {
    return this.#underWay;
  }

  /** Takes a place, which has to be given back by `leave`; false if there is none. */
  enter(): boolean {
    if (this.#underWay >= this.most) return false;
    this.#underWay += 1;
    return true;
  }

  leave(): void {
    this.#underWay -= 1;
  }
}
