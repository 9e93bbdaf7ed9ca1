/** Something that a test waits for, by its own account. */
export class Seen<T> {
  readonly all: T[] = [];
  #waiting: { readonly enough: (all: readonly T[]) => boolean; readonly resolve: () => void }[] = [];

  add(...values: T[]): void {
    this.all.push(...values);
    for (const { enough, resolve } of this.#waiting) if (enough(this.all)) resolve();
  }

  /** Resolves with all that was seen, once it is so many or as the test wants it. */
  async until(wanted: number | ((all: readonly T[]) => boolean)): Promise<readonly T[]> {
    const enough = typeof wanted === 'number' ? (all: readonly T[]) => all.length >= wanted : wanted;
    if (!enough(this.all)) await new Promise<void>((resolve) => this.#waiting.push({ enough, resolve }));
    return this.all;
  }
}
