import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { lineOf, type HistoryEvent } from './event.ts';
import type { Held, Kind, Word, WordOf } from './kind.ts';

/** Bytes that reach a file by one write or not at all. */
const longestLine = 4_096;

/** How files of a history end. */
export const suffix = '.jsonl';

/** An operation under way. The first end that is recorded counts; a second one is a mistake. */
export type Begun<K extends Kind> = { readonly [W in Exclude<WordOf<K>, 'invoke' | 'note'>]: (held: Held<K, W>) => void };

/** Writes down what one process sees, each event with one write to the end of a file that is its own. */
export class Recorder {
  readonly #process: string;
  readonly #file: number;
  readonly #clock: () => bigint;
  #recorded = 0;

  /**
   * @param process names the recorder and its file, once in a run
   * @param clock monotonic nanoseconds
   * @throws {Error} if the file is there already
   */
  constructor(folder: string, process: string, clock: () => bigint = () => globalThis.process.hrtime.bigint()) {
    this.#process = process;
    this.#clock = clock;
    this.#file = openSync(join(folder, `${process}${suffix}`), 'ax', 0o600);
  }

  /** Records that an operation begins, before anything of it is done. */
  begin<K extends Kind>(kind: K & (K['shapes'] extends { invoke: object } ? unknown : never), held: Held<K, 'invoke' & WordOf<K>>): Begun<K> {
    const op = `${this.#process}-${this.#recorded + 1}`;
    this.#write(kind.f, 'invoke', op, held);
    let ended = false;
    const end = (word: Word) => (how: object) => {
      if (ended) throw new Error(`The operation ${op} has ended already. Record one end of it.`);
      ended = true;
      this.#write(kind.f, word, op, how);
    };
    return { ok: end('ok'), fail: end('fail'), info: end('info') };
  }

  /** Records something that has no beginning and end. */
  note<K extends Kind>(kind: K & (K['shapes'] extends { note: object } ? unknown : never), held: Held<K, 'note' & WordOf<K>>): void {
    this.#write(kind.f, 'note', `${this.#process}-${this.#recorded + 1}`, held);
  }

  close(): void {
    closeSync(this.#file);
  }

  #write(f: string, k: Word, op: string, held: object): void {
    const stamp = { t: this.#clock(), p: this.#process, n: this.#recorded + 1, op };
    const line = Buffer.from(lineOf({ ...stamp, f, k, ...held } as HistoryEvent));
    if (line.length > longestLine) throw new RangeError(`An event of ${line.length} bytes is too long for one write of ${longestLine}. Record less with '${f}'.`);
    const written = writeSync(this.#file, line);
    if (written !== line.length) throw new Error(`Only ${written} of ${line.length} bytes of an event were written. Make room on the disk and run again.`);
    this.#recorded += 1;
  }
}
