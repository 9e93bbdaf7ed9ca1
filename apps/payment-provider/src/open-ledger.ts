import { randomBytes } from 'node:crypto';
import { Compile } from 'typebox/compile';
import { Entry } from './entries.ts';
import { openJournal } from './journal.ts';
import { Ledger } from './ledger.ts';

const entry = Compile(Entry);

/**
 * Opens the ledger that a file keeps, with all that was written to it before.
 * @param onEntry is told of each further entry once it is on disk
 * @throws {Error} if the file holds anything but entries
 */
export async function openLedger(path: string, onEntry: (entry: Entry) => void = () => undefined): Promise<{ ledger: Ledger; close: () => Promise<void> }> {
  const { journal, lines } = await openJournal(path);
  const past = lines.map((line, index) => {
    if (entry.Check(line)) return line;
    throw new Error(`Line ${index + 1} of ${path} is no entry of a ledger. Restore the file from a copy, or name another LEDGER_FILE.`);
  });
  const newId = (prefix: string) => `${prefix}_${randomBytes(16).toString('base64url')}`;
  return { ledger: new Ledger({ journal, now: () => new Date(), newId, onEntry }, past), close: () => journal.close() };
}
