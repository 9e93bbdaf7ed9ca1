import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LedgerEntry } from '../../checker/index.ts';

/** What the payment provider's own books say; nothing if it never wrote any. */
export async function readLedger(folder: string): Promise<LedgerEntry[]> {
  const text = await readFile(join(folder, 'payments', 'ledger.jsonl'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text.split('\n').filter(Boolean).map((line) => JSON.parse(line) as LedgerEntry);
}
