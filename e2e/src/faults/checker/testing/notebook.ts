import type { Held, HistoryEvent, Kind, Word, WordOf } from '../../history/index.ts';

const millisecond = 1_000_000n;

/** Writes a history as recorders do, a millisecond from one event to the next. */
export class Notebook {
  readonly events: HistoryEvent[] = [];
  readonly #recorded = new Map<string, number>();
  #t = 0n;

  /** Lets time pass. */
  wait(milliseconds: number): void {
    this.#t += BigInt(milliseconds) * millisecond;
  }

  begin<K extends Kind>(process: string, kind: K, held: Held<K, 'invoke' & WordOf<K>>) {
    const op = this.#write(process, kind, 'invoke', held);
    const end = <W extends Word>(word: W) => (how: Held<K, W & WordOf<K>>): void => void this.#write(process, kind, word, how, op);
    return { ok: end('ok'), fail: end('fail'), info: end('info') };
  }

  note<K extends Kind>(process: string, kind: K, held: Held<K, 'note' & WordOf<K>>): void {
    this.#write(process, kind, 'note', held);
  }

  #write(p: string, { f }: Kind, k: Word, held: object, op?: string): string {
    const n = (this.#recorded.get(p) ?? 0) + 1;
    this.#recorded.set(p, n);
    this.#t += millisecond;
    const event = { t: this.#t, p, n, op: op ?? `${p}-${n}`, f, k, ...held };
    this.events.push(event as unknown as HistoryEvent);
    return event.op;
  }
}
