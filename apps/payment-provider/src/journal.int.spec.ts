import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { journalOn, openJournal } from './journal.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'journal-'));
  path = join(folder, 'ledger.jsonl');
});
afterEach(() => rm(folder, { recursive: true }));

describe('a journal', () => {
  it('hands its lines over when it is opened again, in the order written', async () => {
    const { journal } = await openJournal(path);
    await Promise.all(Array.from({ length: 500 }, (_, n) => journal.append({ n })));
    await journal.append({ n: 500 });
    await journal.close();

    const again = await openJournal(path);
    await again.journal.close();
    expect(again.lines).toEqual(Array.from({ length: 501 }, (_, n) => ({ n })));
  });

  it('has a line in the file by the time it says so', async () => {
    const { journal } = await openJournal(path);
    await journal.append({ key: 'a' });
    expect(await readFile(path, 'utf8')).toBe('{"key":"a"}\n');
    await journal.close();
  });

  it('drops a last line that was cut off, and goes on behind the one before', async () => {
    await writeFile(path, '{"n":1}\n{"n":2');
    const { journal, lines } = await openJournal(path);
    expect(lines).toEqual([{ n: 1 }]);
    await journal.append({ n: 3 });
    await journal.close();
    expect(await readFile(path, 'utf8')).toBe('{"n":1}\n{"n":3}\n');
  });

  it('names the line that it cannot read', async () => {
    await writeFile(path, '{"n":1}\n');
    await appendFile(path, 'torn\n{"n":3}\n');
    await expect(openJournal(path)).rejects.toThrow(/^Line 2 of .*ledger\.jsonl is not JSON\. Restore/);
  });

  it('writes no more once a write has failed, and says what to do', async () => {
    const flushes = [() => Promise.reject(new Error('EIO')), () => Promise.resolve()];
    const written: unknown[] = [];
    const journal = journalOn({
      appendFile: async (text) => void written.push(text),
      datasync: () => flushes.shift()!(),
      close: async () => undefined,
    });
    await expect(journal.append({ n: 1 })).rejects.toThrow('Make room on its disk, then restart');
    await expect(journal.append({ n: 2 })).rejects.toThrow('Make room on its disk, then restart');
    expect(written).toEqual(['{"n":1}\n']);
  });
});
