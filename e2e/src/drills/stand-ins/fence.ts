/** The epoch in which a region took the lead, and the newest that is known there. */
export interface Epochs {
  readonly own: number;
  readonly newest: number;
}

/** The tasks of a region. */
export interface Tasks {
  /** Resolves once they are ready; those that run are left alone. */
  start(): Promise<void>;
  /** Resolves once they have ended what they had begun. */
  end(): Promise<void>;
}

/**
 * Keeps two regions from selling at once, as `infra/src/hosts/fence.ts` does at AWS: a region whose own epoch is not the newest is fenced. It runs
 * no task, and what still runs may not touch a queue, from the moment when that is deployed.
 */
export class Fence {
  readonly #tasks: Tasks;
  #epochs: Epochs;
  #isChanging = false;

  constructor(epochs: Epochs, tasks: Tasks) {
    this.#epochs = epochs;
    this.#tasks = tasks;
  }

  get epochs(): Epochs {
    return this.#epochs;
  }

  get isFenced(): boolean {
    return this.#epochs.own !== this.#epochs.newest;
  }

  /** Whether tasks are being started or ended. */
  get isChanging(): boolean {
    return this.#isChanging;
  }

  /** Deploys other epochs, or the same. Resolves once tasks run, or none does. */
  async deploy(epochs: Partial<Epochs> = {}): Promise<void> {
    this.#epochs = { ...this.#epochs, ...epochs };
    this.#isChanging = true;
    try {
      await (this.isFenced ? this.#tasks.end() : this.#tasks.start());
    } finally {
      this.#isChanging = false;
    }
  }
}
