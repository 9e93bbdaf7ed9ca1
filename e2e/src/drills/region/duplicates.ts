import type { LedgerEntry } from '../../faults/checker/index.ts';

/** How many orders are there twice: those for which the payment company's own ledger has more than one charge, and those in the database beyond the ones that were accepted. */
export function duplicates(ledger: readonly LedgerEntry[], { accepted, placed }: { readonly accepted: number; readonly placed: number }): number {
  const charged = ledger.filter((entry) => entry.kind === 'charge' && entry.outcome === 'approved').map(({ key }) => key.split(':')[0]);
  return charged.length - new Set(charged).size + Math.max(0, placed - accepted);
}
