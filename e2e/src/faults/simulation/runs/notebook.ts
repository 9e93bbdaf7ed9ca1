import { lineOf, type Held, type HistoryEvent, type Kind, type Word, type WordOf } from '../../history/index.ts';

/** An operation under way. */
export type Begun<K extends Kind> = { readonly [W in Exclude<WordOf<K>, 'invoke' | 'note'>]: (held: Held<K, W>) => void };

/** Writes a history in virtual time, in which no two events are at one instant. */
export class Notebook {
  readonly events: HistoryEvent[] = [];
  readonly #now: () => number;
  readonly #recorded = new Map<string, number>();
  #last = -1n;

  /** @param now milliseconds since the run began */
  constructor(now: () => number) {
    this.#now = now;
  }

  begin<K extends Kind>(process: string, kind: K & (K['shapes'] extends { invoke: object } ? unknown : never), held: Held<K, 'invoke' & WordOf<K>>): Begun<K> {
    const op = this.#write(process, kind, 'invoke', held);
    const end = (word: Word) => (how: object) => void this.#write(process, kind, word, how, op);
    return { ok: end('ok'), fail: end('fail'), info: end('info') };
  }

  note<K extends Kind>(process: string, kind: K & (K['shapes'] extends { note: object } ? unknown : never), held: Held<K, 'note' & WordOf<K>>): void {
    this.#write(process, kind, 'note', held);
  }

  /** The history as files of it are. */
  text(): string {
    return this.events.map((event) => lineOf(event)).join('');
  }

  #write(p: string, { f }: Kind, k: Word, held: object, op?: string): string {
    const n = (this.#recorded.get(p) ?? 0) + 1;
    this.#recorded.set(p, n);
    const at = BigInt(Math.floor(this.#now() * 1_000_000));
    this.#last = at > this.#last ? at : this.#last + 1n;
    const event = { t: this.#last, p, n, op: op ?? `${p}-${n}`, f, k, ...held };
    this.events.push(event as unknown as HistoryEvent);
    return event.op;
  }
}
