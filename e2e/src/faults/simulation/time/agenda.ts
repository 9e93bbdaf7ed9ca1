interface Entry {
  readonly at: number;
  readonly place: number;
  happen: (() => void) | undefined;
}

/** What is to happen, by its instant, and by when it was arranged. */
export class Agenda {
  /** A binary heap: no entry is due before the one at half its index. */
  readonly #heap: Entry[] = [];
  #arranged = 0;

  /** @returns calls it off */
  add(at: number, happen: () => void): () => void {
    const entry: Entry = { at, place: this.#arranged++, happen };
    this.#heap.push(entry);
    this.#rise(this.#heap.length - 1);
    return () => void (entry.happen = undefined);
  }

  /** Takes what is due next. */
  next(): { readonly at: number; readonly happen: () => void } | undefined {
    for (;;) {
      const first = this.#heap[0];
      if (!first) return undefined;
      const last = this.#heap.pop()!;
      if (this.#heap.length > 0) {
        this.#heap[0] = last;
        this.#sink();
      }
      if (first.happen) return { at: first.at, happen: first.happen };
    }
  }

  #rise(index: number): void {
    const heap = this.#heap;
    for (let at = index; at > 0; ) {
      const above = (at - 1) >> 1;
      if (!isBefore(heap[at]!, heap[above]!)) return;
      [heap[at], heap[above]] = [heap[above]!, heap[at]!];
      at = above;
    }
  }

  #sink(): void {
    const heap = this.#heap;
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let first = at;
      if (left < heap.length && isBefore(heap[left]!, heap[first]!)) first = left;
      if (right < heap.length && isBefore(heap[right]!, heap[first]!)) first = right;
      if (first === at) return;
      [heap[at], heap[first]] = [heap[first]!, heap[at]!];
      at = first;
    }
  }
}

function isBefore(one: Entry, other: Entry): boolean {
  return one.at < other.at || (one.at === other.at && one.place < other.place);
}
