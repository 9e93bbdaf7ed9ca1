import { open, readFile, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A file of JSON lines that only ever grows. */
export interface Journal {
  /** Resolves once the line is on disk. Lines written at the same time share one flush. */
  append(line: object): Promise<void>;
  /** Waits for the lines under way, then closes the file. */
  close(): Promise<void>;
}

interface Pending {
  readonly text: string;
  readonly written: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Opens the journal, creating it where there is none, and hands over the lines it holds. A last line that was
 * cut off by a crash is dropped: nobody was told of it.
 * @throws {Error} if a line cannot be read
 */
export async function openJournal(path: string): Promise<{ journal: Journal; lines: unknown[] }> {
  const text = await readFile(path, 'utf8').catch(emptyIfAbsent);
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const lines = parseLines(whole, path);
  const file = await open(path, 'a', 0o600);
  if (whole.length < text.length) await file.truncate(Buffer.byteLength(whole));
  if (text === '') await flushFolder(dirname(path));
  return { journal: journalOn(file), lines };
}

function emptyIfAbsent(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return '';
  throw error;
}

function parseLines(text: string, path: string): unknown[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line, index) => {
      try {
        return JSON.parse(line) as unknown;
      } catch (cause) {
        throw new Error(`Line ${index + 1} of ${path} is not JSON. Restore the file from a copy; it is never edited by hand.`, { cause });
      }
    });
}

/** A journal on a file that is open for appending. */
export function journalOn(file: Pick<FileHandle, 'appendFile' | 'datasync' | 'close'>): Journal {
  let waiting: Pending[] = [];
  let writer: Promise<void> | undefined;
  let broken: Error | undefined;

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        if (broken) throw broken;
        await file.appendFile(batch.map(({ text }) => text).join(''));
        await file.datasync();
        for (const { written } of batch) written();
      } catch (cause) {
        // After a failed flush nobody knows what is on disk: only a restart reads the truth.
        broken ??= new Error('The ledger file cannot be written. Make room on its disk, then restart the payment provider.', { cause });
        for (const { failed } of batch) failed(broken);
      }
    }
    writer = undefined;
  }

  return {
    append: (line) =>
      new Promise<void>((written, failed) => {
        waiting.push({ text: `${JSON.stringify(line)}\n`, written, failed });
        writer ??= writeAll();
      }),
    async close() {
      await writer;
      await file.close();
    },
  };
}

/** A new file survives a crash only once its folder is on disk too. */
async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}
