import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { batcher } from '@banyan/outbox';
import type { IntakeJournal } from '../ports/intake-journal.ts';
import { entryFrom, fileNameOf, type JournalEntry } from './journal-entry.ts';

/** An order that waits in the journal. */
export interface WaitingOrder extends JournalEntry {
  /** Since when, by the journal's clock; for ever if an earlier process left it. */
  readonly since: number;
}

interface FileJournalNeeds {
  /** Told of what somebody should look at, such as a file that cannot be read: it is left as it is. */
  readonly report: (what: string) => void;
  /** Milliseconds since any fixed moment; never goes back. */
  readonly elapsed: () => number;
}

/** A journal in a folder. */
export interface FileJournal extends IntakeJournal {
  /** The orders that wait, in the order in which they were accepted. */
  waiting(): WaitingOrder[];
}

const unfinished = '.part';

/** Opens the journal in a folder, which is made if it is not there: a file for each order, readable by its owner alone. */
export async function openJournal(folder: string, { report, elapsed }: FileJournalNeeds): Promise<FileJournal> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await syncFolder(dirname(folder));
  const waiting = new Map<string, WaitingOrder>();
  for (const entry of await inheritedFrom(folder, report)) waiting.set(fileNameOf(entry.order), { ...entry, since: -Infinity });

  // A name counts once its folder is written down; those that come at the same time share that.
  const sync = batcher<null, null>(async (names) => {
    await syncFolder(folder);
    return names;
  });
  let written = 0;

  return {
    async keep(order, call) {
      const name = fileNameOf(order);
      const part = join(folder, `${name}.${(written += 1)}${unfinished}`);
      await write(part, JSON.stringify(call));
      await rename(part, join(folder, name));
      await sync(null);
      waiting.set(name, { order, call, since: elapsed() });
    },

    async forget(order) {
      const name = fileNameOf(order);
      try {
        await rm(join(folder, name), { force: true });
        waiting.delete(name);
      } catch (error) {
        report(`The order in ${join(folder, name)} is recorded, but its file cannot be removed: ${(error as Error).message}. Look at the folder's rights.`);
      }
    },

    waiting: () => [...waiting.values()].sort((one, other) => Date.parse(one.call.acceptedAt) - Date.parse(other.call.acceptedAt)),
  };
}

/** What an earlier process has left; what it had only begun to write was never promised to anybody. */
async function inheritedFrom(folder: string, report: (what: string) => void): Promise<JournalEntry[]> {
  const entries: JournalEntry[] = [];
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if (name.endsWith(unfinished)) await rm(path, { force: true });
    if (!name.endsWith('.json')) continue;
    const entry = await readFile(path, 'utf8').then(entryFrom, () => null);
    if (entry && fileNameOf(entry.order) === name) entries.push(entry);
    else report(`${path} is no order that waits to be recorded. Mend it and start again, or move it away.`);
  }
  return entries;
}

async function write(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  const opened = await open(folder, 'r');
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}
