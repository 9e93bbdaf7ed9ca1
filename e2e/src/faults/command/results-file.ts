import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Result } from './result.ts';

/** The results of all runs in a folder: a line of JSON for each, behind those that are there. */
export class ResultsFile {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Where a run is written down. */
  runFolder({ fault, seed }: Pick<Result, 'fault' | 'seed'>): string {
    return join(this.#folder, 'runs', `${fault}-${seed}`);
  }

  /** The last result of each run, in the sequence in which they were written. A last line that was cut off is left out. */
  async all(): Promise<Result[]> {
    const text = await readFile(this.#file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    const results = whole.split('\n').filter(Boolean).map((line) => JSON.parse(line) as Result);
    return [...new Map(results.map((result) => [keyOf(result), result])).values()];
  }

  /** The keys of the runs that need not be played again: those that broke off are. */
  async done(): Promise<ReadonlySet<string>> {
    return new Set((await this.all()).filter(({ verdict }) => verdict !== 'broken').map(keyOf));
  }

  async append(result: Result): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    await appendFile(this.#file, `${JSON.stringify(result)}\n`);
  }

  get #file(): string {
    return join(this.#folder, 'results.jsonl');
  }
}

/** Names a run. */
export const keyOf = ({ fault, seed }: Pick<Result, 'fault' | 'seed'>): string => `${fault} ${seed}`;
